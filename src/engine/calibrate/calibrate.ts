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
  return {
    kernelMs: await measureKernel(platform.now),
    stepMs: await measureHeadStep(platform),
    inference: await measureInference(platform.now),
    training: await measureTraining(platform),
  };
}
