import { choice } from './params';

/** How a body's last map becomes one vector; the same choice for every kind of body. */
export const poolingParam = choice({
  label: 'Pooling',
  help: 'How the last feature map becomes one vector. Average keeps how much of each feature there is, max whether it is anywhere, flatten also where it is (many more features).',
  default: 'average',
  options: [
    { value: 'average', label: 'Global average' },
    { value: 'max', label: 'Global max' },
    { value: 'flatten', label: 'Flatten' },
  ],
});
