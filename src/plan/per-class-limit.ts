import { type NumberParam, number } from './params';

/** A number of images of each class, 0 for all, with the steps that show what few labels mean. */
export const perClassLimit = (label: string, help: string): NumberParam =>
  number({
    label,
    help,
    default: 0,
    min: 0,
    max: 100_000,
    step: 1,
    integer: true,
    presets: [
      { value: 0, label: 'All' },
      ...[5, 10, 20, 50, 100].map((value) => ({ value, label: String(value) })),
    ],
  });
