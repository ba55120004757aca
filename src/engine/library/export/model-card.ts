import type { Preprocessing } from '../../../plan/catalog';
import { resizeText } from '../../../plan/preprocessing';
import type { Provenance } from '../../models/bundle';
import type { LibraryModel } from '../library-model';
import { oneLine, provenanceSteps } from '../provenance-steps';

/** What a person must know of a model before using it, in Markdown (Mitchell et al. 2019, "Model Cards"). */
export function modelCard({ info, provenance, head }: LibraryModel): string {
  const size = info.defaultInputSize;
  const channels = info.channels ?? 3;
  return [
    `# ${oneLine(info.label)}`,
    [
      ['Family', info.family],
      ['Task', info.sourceTask],
      ['Origin', info.origin],
      ['Licence', info.licence],
      ['Id', info.id],
    ]
      .map(([name, value]) => `- **${name}:** ${oneLine(value ?? '')}`)
      .join('\n'),
    oneLine(info.note),
    '## Input and output',
    `Images of ${size} × ${size} pixels with ${channels === 1 ? 'one channel (grey)' : 'three channels (RGB)'}; other sides are possible: ${info.inputSizes.join(', ')}. ${preprocessingText(info.preprocessing)}`,
    `The body ends with \`${info.defaultCut}\`.${head ? ` Behind it: ${head.pooling} pooling and a head of ${layers(head.spec.hidden.length + 1)} for ${head.classes.length} classes; a TF.js file holds it too and gives their probabilities.` : ''}`,
    ...(head ? [`Classes, in the order of the outputs: ${head.classes.map(oneLine).join(', ')}.`] : []),
    '## Where it comes from',
    provenanceText(provenance),
    '## Limits',
    'A network knows what its training images showed, with their biases, and nothing else; accuracies hold for images of the same kind only. Evaluate it on your own images before you rely on it.',
    '',
  ].join('\n\n');
}

const layers = (count: number): string => (count === 1 ? 'one dense layer' : `${count} dense layers`);

function preprocessingText({ scale, offset, channels, resize }: Preprocessing): string {
  const order = channels === 'bgr' ? ' Channels are taken in the order blue, green, red.' : '';
  const square = resize ? ` Images are made square so: ${resizeText(resize)}.` : '';
  return `It takes pixel values 0–255 as \`value × ${numbers(scale)} + ${numbers(offset)}\`.${order}${square}`;
}

const numbers = (value: number | readonly number[]): string =>
  typeof value === 'number' ? short(value) : `(${value.map(short).join(', ')})`;

const short = (value: number): string => String(Number(value.toPrecision(7)));

/** Step by step from the last training to the first origin. */
function provenanceText(provenance: Provenance): string {
  return provenanceSteps(provenance)
    .map((step, index) => `${index + 1}. ${step}`)
    .join('\n');
}
