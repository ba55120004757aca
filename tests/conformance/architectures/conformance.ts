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
const WHAT_IS_COMPARED = `Ours (float32, WASM) against torchvision's (float32, CPU): one image, all weights drawn alike. MobileNets' batch
norm has the statistics of what reaches it ("calibrated"), as training would have given it: with drawn ones
float32 itself is too inexact there. An error is the largest difference at a block as a fraction of the block's
largest value; it must stay below ${TOLERANCE} at every block. The last two columns say how far ours and
torchvision's float32 are from torchvision in float64, at their worst blocks.
`;

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
  console.log(WHAT_IS_COMPARED);
  console.log(
    row('network', 'input', 'statistics', 'blocks', 'largest error', 'at', 'from float64', "torchvision's"),
  );
  const errors = cases.map(compare);
  if (!errors.every((error) => error < TOLERANCE)) {
    console.log(`A block differs by more than ${TOLERANCE} of its largest value.`);
    process.exitCode = 1;
  }
}

/** Prints a row, and returns the largest error at a block. */
function compare(about: Case): number {
  const reference = askTorchvision(about);
  const { outputs } = runOurs(about, reference.statistics);
  const worst = worstBlock(outputs, reference.outputs);
  console.log(
    row(
      about.id,
      `${about.side} px`,
      about.calibrated ? 'calibrated' : 'drawn',
      String(outputs.size),
      worst.error.toExponential(1),
      worst.name,
      worstBlock(outputs, reference.exact).error.toExponential(1),
      worstBlock(reference.outputs, reference.exact).error.toExponential(1),
    ),
  );
  return worst.error;
}

type Outputs = ReadonlyMap<string, Float32Array>;

function worstBlock(found: Outputs, expected: Outputs) {
  let worst = { name: '', error: 0 };
  for (const [name, values] of expected) {
    const error = relativeError(found.get(name), values);
    // Also true where the error is no number.
    if (!(error <= worst.error)) worst = { name, error };
  }
  return worst;
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

function row(
  ...[
    name = '',
    input = '',
    statistics = '',
    blocks = '',
    error = '',
    at = '',
    exact = '',
    theirs = '',
  ]: readonly string[]
): string {
  const place = `${error.padStart(15)}   ${at.padEnd(16)}`;
  return `${name.padEnd(20)}${input.padStart(8)}   ${statistics.padEnd(12)}${blocks.padStart(6)}${place}${exact.padStart(14)}${theirs.padStart(16)}`;
}
