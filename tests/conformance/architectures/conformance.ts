import { startWasm } from '../../../scripts/catalog/wasm';
import { type Case, fullCases } from './cases';
import { fixtureCases, writeFixture } from './fixture';
import { runOurs } from './ours';
import { askTorchvision, whyNoTorchvision } from './reference';
import { sampled } from './samples';

/**
 * `npm run conformance`: full-size networks against torchvision, block by block. Names choose others than
 * the usual, `--all` takes all. `-- --write` writes what the tests compare small networks with.
 */
const USUAL = ['vgg11_bn', 'resnet50', 'inception_v3', 'mobilenet_v3_large'];
const TOLERANCE = 1e-4;

const missing = whyNoTorchvision();
const named = process.argv.slice(2);
if (missing) {
  console.log(`Skipped: ${missing}.`);
} else if (named.includes('--write')) {
  writeFixture(fixtureCases.map((about) => [about, sampled(askTorchvision(about))]));
  console.log(`Wrote the results of ${fixtureCases.length} networks.`);
} else {
  await compareAll(named);
}

async function compareAll(names: readonly string[]): Promise<void> {
  const wanted = names.length > 0 ? names : USUAL;
  const cases = fullCases.filter(({ id }) => names.includes('--all') || wanted.includes(id));
  await startWasm();
  console.log(row('network', 'input', 'blocks', 'largest relative error', 'at'));
  const errors = cases.map(compare);
  if (!errors.every((error) => error < TOLERANCE)) {
    console.log(`A block differs by more than ${TOLERANCE} of its largest value.`);
    process.exitCode = 1;
  }
}

/** Prints a row, and returns the largest difference of a block as a fraction of its largest value. */
function compare(about: Case): number {
  const { outputs: expected } = askTorchvision(about);
  const { outputs } = runOurs(about);
  let worst = { name: '', error: 0 };
  for (const [name, values] of expected) {
    const error = relativeError(outputs.get(name), values);
    // Also true where the error is no number.
    if (!(error <= worst.error)) worst = { name, error };
  }
  console.log(
    row(about.id, `${about.side} px`, String(expected.size), worst.error.toExponential(1), worst.name),
  );
  return worst.error;
}

function relativeError(ours: Float32Array | undefined, expected: Float32Array): number {
  if (ours?.length !== expected.length) return Number.NaN;
  let difference = 0;
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    const value = expected[i] ?? Number.NaN;
    difference = Math.max(difference, Math.abs((ours[i] ?? Number.NaN) - value));
    largest = Math.max(largest, Math.abs(value));
  }
  return difference / largest;
}

function row(...[name = '', input = '', blocks = '', error = '', at = '']: readonly string[]): string {
  return `${name.padEnd(20)}${input.padStart(8)}${blocks.padStart(8)}${error.padStart(24)}   ${at}`;
}
