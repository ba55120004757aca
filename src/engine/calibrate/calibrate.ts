import type { Calibration } from '../../plan/estimate';
import type { Platform } from '../platform/platform';
import { measureInference } from './inference-rate';
import { measureKernel } from './kernel-time';
import { measureHeadStep, measureTraining } from './training-rate';

/**
 * Measures the present backend's speed in a fraction of a second. It must have nothing else to compute
 * meanwhile. Leaves no tensor behind.
 */
export async function calibrate(platform: Platform): Promise<Calibration> {
  const kernelMs = await measureKernel(platform.now);
  const stepMs = await measureHeadStep(platform);
  const inference = await measureInference(platform.now);
  return { kernelMs, stepMs, inference, training: await measureTraining(platform, inference) };
}
