import type { LibraryModel } from '../../../src/engine/library/library-model';
import { tinyNet } from '../../plan/sample-catalog';

/** A model with a head, `bytes` of weights that count up. */
export const sampleModel = (id = 'own-0123abcd', bytes = 1_100_000): LibraryModel => ({
  info: { ...tinyNet, id, label: 'My net', format: 'layers' },
  provenance: {
    kind: 'file',
    origin: 'my-net.safetensors',
    checksum: 'ab'.repeat(32),
    verified: false,
    readAt: '2026-01-02T03:04:05Z',
    format: 'safetensors',
    leftOut: [],
  },
  files: {
    json: { format: 'layers-model', weightsManifest: [{ weights: [{ name: 'b1/kernel' }] }] },
    weights: Uint8Array.from({ length: bytes }, (_, place) => place % 251).buffer,
  },
  head: {
    spec: { hidden: [], dropout: 0, batchNorm: false, l2: 0 },
    pooling: 'average',
    features: 2,
    classes: ['cat', 'dog'],
    weights: {
      'head/logits/kernel': { shape: [2, 2], data: Float32Array.of(1, -2, Number.NaN, 0.5) },
      'head/logits/bias': { shape: [2], data: Float32Array.of(0, 1) },
    },
  },
});
