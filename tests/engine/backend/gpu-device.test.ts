import { expect, it } from 'vitest';
import {
  type ComputeLimits,
  type DeviceAdapter,
  type GpuDevice,
  openDevice,
} from '../../../src/engine/backend/gpu-device';

/** A device as a driver gives it, which the test can make fail as drivers do. */
function driver(limits: ComputeLimits = {}) {
  let lose: (info: { message: string }) => void = () => undefined;
  let refuse: (event: { error: { message: string } }) => void = () => undefined;
  let asked: ComputeLimits | undefined;
  const device: GpuDevice = {
    lost: new Promise((resolve) => {
      lose = resolve;
    }),
    addEventListener: (_, listener) => {
      refuse = listener;
    },
    pushErrorScope: () => undefined,
    popErrorScope: () => Promise.resolve(null),
    destroy: () => lose({ message: 'destroyed' }),
  };
  const adapter: DeviceAdapter = {
    limits,
    requestDevice: async ({ requiredLimits }) => {
      asked = requiredLimits;
      return device;
    },
  };
  return {
    adapter,
    asked: () => asked,
    lose: (message: string) => lose({ message }),
    refuse: (message: string) => refuse({ error: { message } }),
  };
}

it('asks for what the adapter has, not for the least that every adapter has', async () => {
  const { adapter, asked } = driver({ maxComputeWorkgroupStorageSize: 16352, maxBufferSize: 2 ** 28 });
  await openDevice(adapter);
  expect(asked()).toEqual({ maxComputeWorkgroupStorageSize: 16352, maxBufferSize: 2 ** 28 });
});

it('notices a lost device, and keeps the first reason', async () => {
  const { adapter, lose, refuse } = driver();
  const watched = await openDevice(adapter);
  await watched.settle();
  expect(watched.failure()).toBeUndefined();
  lose('driver reset');
  await watched.settle();
  refuse('afterwards everything fails');
  expect(watched.failed.aborted).toBe(true);
  expect(watched.failure()).toEqual({ kind: 'lost', message: 'driver reset' });
});

it('takes an error that nobody waits for as the failure that it is: its result would be zeros', async () => {
  const { adapter, refuse } = driver();
  const watched = await openDevice(adapter);
  refuse('Workgroup storage exceeds the limit');
  expect(watched.failure()).toEqual({ kind: 'refused', message: 'Workgroup storage exceeds the limit' });
});
