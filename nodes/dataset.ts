import { describeData, totals } from '../src/plan/describe-data';
import { countFact } from '../src/plan/facts';
import { defineKind, type OwnProblem } from '../src/plan/kind';
import { choice, dataset, dynamicSet, seed } from '../src/plan/params';
import { perClassLimit } from '../src/plan/per-class-limit';

const isOwn = (params: { source: string }) => params.source === 'files' || params.source === 'webcam';
const hasDomains = (params: { source: string }) => params.source === 'emoji' || params.source === 'letters';

export const datasetKind = defineKind({
  kind: 'dataset',
  version: 1,
  label: 'Dataset',
  category: 'data',
  summary: 'Labelled images: shipped, from a folder or zip, or from your webcam',
  keywords: [
    'data',
    'images',
    'folder',
    'zip',
    'webcam',
    'emoji',
    'mnist',
    'digits',
    'letters',
    'fonts',
    'photos',
  ],
  help: `
A **dataset** is a set of samples, each with the class it belongs to. It is the *target task*: what you want the network to learn.

- **Emoji**: the same emoji drawn by five vendors. The classes are Unicode's groups, the vendors are *domains*: same meaning, different style.
- **Letters**: letters of seven scripts in many typefaces. The scripts are the domains.
- **Digits**: 10,000 handwritten digits of MNIST, 28×28 grey.
- **Folder or zip**: one folder a class. Folders \`train\`, \`val\` and \`test\` at the top are kept as the split.
- **Webcam**: name your classes and record some pictures of each.

**Few labels are the point of transfer.** Set *Images per class* to 5, 10 or 20 and compare a pretrained backbone with a network from scratch: the fewer labels you have, the more the pretrained one helps. Your files never leave this machine.
`,
  inputs: {},
  outputs: {
    data: { type: 'data', label: 'Data', help: 'All samples with their classes.' },
  },
  params: {
    source: choice({
      label: 'Source',
      help: 'Where the images come from.',
      default: 'emoji',
      options: [
        {
          value: 'emoji',
          label: 'Emoji',
          help: 'Shipped: emoji by five vendors, grouped as Unicode groups them',
        },
        {
          value: 'letters',
          label: 'Letters',
          help: 'Shipped: letters of seven scripts, drawn from open fonts',
        },
        { value: 'digits', label: 'Digits (MNIST)', help: 'Shipped: 10,000 handwritten digits' },
        { value: 'files', label: 'Folder or zip', help: 'Your own images, one folder a class' },
        { value: 'webcam', label: 'Webcam', help: 'Record images of each class' },
      ],
    }),
    files: dataset({
      label: 'Images',
      help: 'One folder a class. The images stay in this browser; the graph holds only their fingerprint.',
      visible: isOwn,
    }),
    labels: choice({
      label: 'Tell apart',
      help: 'What the network learns to name. With domains, the same images make another task: who drew the emoji, or which script a letter is of.',
      default: 'classes',
      options: [
        { value: 'classes', label: 'Classes' },
        { value: 'domains', label: 'Domains', help: 'Emoji: vendors; letters: scripts' },
      ],
      visible: hasDomains,
    }),
    classes: dynamicSet({
      label: 'Classes',
      help: 'Keep only these classes; with none chosen, all are kept. Fewer classes make an easier task.',
    }),
    domains: dynamicSet({
      label: 'Domains',
      help: 'Keep only these domains (for emoji: vendors; for letters: scripts). Train on one and evaluate on another to see how style shifts hurt.',
      visible: hasDomains,
    }),
    limitPerClass: perClassLimit(
      'Images per class',
      'At most this many images of each class, chosen by the seed. To limit only the training part, use Split.',
    ),
    fit: choice({
      label: 'Make square by',
      help: 'Networks take square images. Cropping keeps the middle, padding keeps all of it on white, stretching distorts.',
      default: 'crop',
      advanced: true,
      options: [
        { value: 'crop', label: 'Cropping the middle' },
        { value: 'pad', label: 'Padding with white' },
        { value: 'stretch', label: 'Stretching' },
      ],
    }),
    seed: seed('Which images are kept when the number per class is limited.'),
  },
  options: (param, { params, catalog }) => {
    const summary = catalog.dataset(datasetId(params) ?? '');
    const names = param === 'classes' ? summary?.classes : summary?.domains;
    return (names ?? []).map((name) => ({ value: name, label: name }));
  },
  infer: ({ params, catalog }) => {
    const id = datasetId(params);
    if (id === undefined) return { outputs: {}, problems: [nothingChosen(params.source)] };
    const summary = catalog.dataset(id);
    if (!summary) return { outputs: {}, problems: [missing(params.files?.name ?? id)] };

    const data = describeData(
      {
        op: 'load',
        dataset: summary.id,
        classes: inOrder(params.classes, summary.classes),
        domains: inOrder(params.domains, summary.domains),
        limitPerClass: params.limitPerClass,
        fit: params.fit,
        seed: params.seed,
        // Left out where it is off: it then changes no content key.
        ...(params.labels === 'domains' && hasDomains(params) && { labels: 'domains' }),
      },
      catalog,
    );
    if (!data) return { outputs: {} };

    const problems: OwnProblem[] = [];
    const unknown = params.classes.filter((name) => !summary.classes.includes(name));
    if (unknown.length > 0) problems.push(unknownClasses(unknown, summary.name));
    if (data.classes.length < 2) problems.push(oneClass(data.classes));
    const empty = data.classes.filter((_, index) => {
      const count = data.classCounts[index];
      return !count || count.train + count.val + count.test === 0;
    });
    if (empty.length > 0 && data.classes.length >= 2) problems.push(emptyClasses(empty));
    if (summary.skipped > 0) problems.push(skippedFiles(summary.skipped));

    const { train, val, test } = totals(data);
    return {
      outputs: data.classes.length < 2 ? {} : { data },
      facts: [countFact('Images', train + val + test), countFact('Classes', data.classes.length)],
      problems,
    };
  },
});

interface Chosen {
  readonly source: string;
  readonly files: { readonly id: string; readonly name: string } | null;
}

const datasetId = (params: Chosen): string | undefined => (isOwn(params) ? params.files?.id : params.source);

/** The order of a filter has no meaning; one order gives one content key. */
const inOrder = (wanted: readonly string[], all: readonly string[]): string[] =>
  all.filter((name) => wanted.includes(name));

const nothingChosen = (source: string): OwnProblem => ({
  code: 'dataset/nothing-chosen',
  severity: 'error',
  param: 'files',
  message: source === 'webcam' ? 'No pictures are recorded yet.' : 'No images are chosen yet.',
  hint:
    source === 'webcam'
      ? 'Select the node, name two classes and record some pictures of each.'
      : 'Select the node and drop a folder or a zip with one folder for each class.',
});

const missing = (name: string): OwnProblem => ({
  code: 'dataset/missing',
  severity: 'error',
  param: 'files',
  message: `The images "${name}" are not on this machine.`,
  hint: 'A graph holds no images. Choose the folder or zip again, or another source.',
});

const unknownClasses = (names: readonly string[], dataset: string): OwnProblem => ({
  code: 'dataset/unknown-class',
  severity: 'warning',
  param: 'classes',
  message: `"${dataset}" has no class ${names.map((name) => `"${name}"`).join(', ')}.`,
  hint: 'The filter ignores it. Choose the classes again.',
});

const oneClass = (classes: readonly string[]): OwnProblem => ({
  code: 'dataset/one-class',
  severity: 'error',
  param: 'classes',
  message: 'There is nothing to tell apart with fewer than two classes.',
  expected: 'at least 2 classes with images',
  received: classes.length === 0 ? 'none' : `only "${classes[0]}"`,
  hint: 'Add a folder for a second class, or widen the class filter.',
});

const emptyClasses = (names: readonly string[]): OwnProblem => ({
  code: 'dataset/empty-class',
  severity: 'error',
  param: 'classes',
  message: `No image is left of ${names.map((name) => `"${name}"`).join(', ')}.`,
  hint: 'Add images to that class, leave it out, or widen the domain filter.',
});

const skippedFiles = (count: number): OwnProblem => ({
  code: 'dataset/skipped-files',
  severity: 'warning',
  param: 'files',
  message:
    count === 1
      ? 'One file was left out because it is not usable.'
      : `${count} files were left out because they are not usable.`,
  hint: 'The list of files and reasons is in the data viewer.',
});
