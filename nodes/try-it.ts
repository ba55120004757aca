import { defineKind } from '../src/plan/kind';

export const tryItKind = defineKind({
  kind: 'try-it',
  version: 1,
  label: 'Try it',
  category: 'results',
  summary: 'Drop an image or use the webcam and see what the network says',
  keywords: ['predict', 'inference', 'webcam', 'live', 'demo', 'probabilities'],
  target: true,
  help: `
The best test is your own picture. Drop, paste or choose an image, or switch the webcam on, and see the probability of each class live.

The network always answers with one of *its* classes, even for a picture of something else, and often with confidence: it was never taught to say "none of these". Try it.
`,
  inputs: { trained: { type: 'trained', label: 'Trained', help: 'The network to ask.' } },
  outputs: {},
  params: {},
  infer: ({ inputs }) => ({
    outputs: {},
    facts: [{ label: 'Classes', value: String(inputs.trained.classes.length) }],
  }),
});
