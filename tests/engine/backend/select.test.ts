import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { startBackend } from '../../../src/engine/backend/select';
import { isSoftwareAdapter } from '../../../src/engine/backend/software-adapter';
import { WASM_FOLDER } from './start';

const gpuWith = (info: Record<string, unknown>) => ({ requestAdapter: async () => ({ info }) });

it('takes WASM when there is no GPU, and says why', async () => {
  const info = await startBackend('auto', { wasmPaths: WASM_FOLDER });
  expect(info).toMatchObject({ name: 'wasm', threads: 1 });
  expect(info.label).toMatch(/^WASM · SIMD · 1 thread$/);
  expect(info.reason).toBe('WebGPU is not used: WebGPU is not available here.');
  expect(tf.getBackend()).toBe('wasm');
});

it('takes WASM when the GPU is a software renderer, or does not answer', async () => {
  const software = gpuWith({ vendor: 'google', architecture: 'swiftshader' });
  const info = await startBackend('auto', { wasmPaths: WASM_FOLDER, gpu: software });
  expect(info.name).toBe('wasm');
  expect(info.reason).toContain('google swiftshader is a software renderer');

  const broken = { requestAdapter: () => Promise.reject(new Error('lost')) };
  const without = await startBackend('auto', { wasmPaths: WASM_FOLDER, gpu: broken });
  expect(without.reason).toContain('lost');
});

it('switches to the backend that is asked for, and refuses clearly what cannot run', async () => {
  expect((await startBackend('cpu', { wasmPaths: WASM_FOLDER })).name).toBe('cpu');
  expect(tf.getBackend()).toBe('cpu');
  await expect(startBackend('webgpu', { wasmPaths: WASM_FOLDER })).rejects.toThrow(
    'WebGPU cannot run on this machine: WebGPU is not available here. Choose another backend.',
  );
  expect((await startBackend('wasm', { wasmPaths: WASM_FOLDER })).name).toBe('wasm');
});

it('uses one instance of the library everywhere', async () => {
  await startBackend('wasm', { wasmPaths: WASM_FOLDER });
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  expect(tf.backend()).toBeInstanceOf(wasm.BackendWasm);
  expect(tf.getKernel('Conv2DBackpropFilter', 'wasm')).toBeDefined();
});

it.each([
  [{ vendor: 'google', architecture: 'swiftshader' }, true],
  [{ description: 'llvmpipe (LLVM 15.0.6, 256 bits)' }, true],
  [{ description: 'Microsoft Basic Render Driver' }, true],
  [{ vendor: 'intel', architecture: 'gen-12lp' }, false],
  [{ vendor: 'nvidia', architecture: 'ampere', description: 'NVIDIA GeForce RTX 3060' }, false],
  [{ vendor: 'apple', isFallbackAdapter: true }, true],
])('tells software adapters from real ones: %o', (info, software) => {
  expect(isSoftwareAdapter(info)).toBe(software);
});
