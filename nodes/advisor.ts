import { backboneBlocks } from '../src/plan/backbone-blocks';
import type { BackboneInfo, Catalog } from '../src/plan/catalog';
import { describeModel } from '../src/plan/describe-model';
import type {
  AdviceCandidate,
  BodyExpression,
  CrossValidateOptions,
  DataExpression,
  DataValue,
  FreezeExpression,
  HeadExpression,
} from '../src/plan/expressions';
import { countFact } from '../src/plan/facts';
import { defineKind, type OwnProblem } from '../src/plan/kind';
import { choice, dynamicSet, seed } from '../src/plan/params';
import { perClassLimit } from '../src/plan/per-class-limit';

/** Cuts of one backbone that "a few" means. */
const A_FEW = 4;
const NEIGHBOURS = 5;
const RESAMPLES = 1000;

export const advisorKind = defineKind({
  kind: 'advisor',
  version: 1,
  label: 'Advisor',
  category: 'training',
  summary: 'Ranks backbones and cuts for your images, without training',
  keywords: ['which backbone', 'transferability', 'logme', 'leep', 'h-score', 'nce', 'knn', 'probe', 'rank'],
  target: true,
  help: `
**Which backbone, and where to cut it?** Everything else can be tuned later; this choice decides most. Nobody can tell from the outside, but features can be asked: each backbone looks at some of your training images once, and simple measures say how well its features keep your classes apart. That takes seconds, where training each of them takes minutes.

- **Linear probe**: a linear classifier in closed form, judged on images it was kept from. The ranking goes by its squared error: of all scores it agrees best with what a trained head reaches.
- **Nearest neighbours**: are the most similar images of the same class?
- **LogME** (You et al. 2021) and **H-score** (Bao et al. 2019): how well a Bayesian linear model explains the classes, and how much of the features lies between classes.
- **LEEP** (Nguyen et al. 2020) and **NCE** (Tran et al. 2019), where a network still has the classes it was trained on: does knowing the old class tell the new one?

**How sure is it?** The images are drawn anew a thousand times. What would rank otherwise in many draws is *too close to call*: then take the smaller network. More images make it surer.

**Negative transfer.** A small network is trained from scratch on the same images as well, four times, each time without a quarter of them, which it is then asked about. A backbone whose linear probe has no smaller error than that (squared, of its probabilities) has nothing to give for this task. If none has, train a network from scratch instead.
`,
  inputs: {
    data: { type: 'data', label: 'Data', help: 'The same as Train’s: the training part is used, as it is.' },
  },
  outputs: {},
  params: {
    backbones: dynamicSet({
      label: 'Backbones',
      help: 'Which networks to compare; with none chosen, all that ship.',
    }),
    cuts: choice({
      label: 'Cuts',
      help: 'Where each network is cut. Early cuts give general features, late ones special features of its source task.',
      default: 'few',
      options: [
        { value: 'recommended', label: 'Recommended', help: 'One cut a network' },
        { value: 'few', label: 'A few', help: 'Spread evenly, and the recommended one' },
        { value: 'all', label: 'All', help: 'Takes longer' },
      ],
    }),
    perClass: {
      ...perClassLimit(
        'Images per class',
        'At most so many training images of each class. Enough for a verdict in seconds; with All, a later training finds the features ready.',
      ),
      default: 40,
    },
    seed: seed(
      'Of the draws that say how sure the ranking is, and of the network that is trained from scratch.',
    ),
  },
  options: (_param, { catalog }) => pretrained(catalog).map(({ id, label }) => ({ value: id, label })),
  infer: ({ inputs: { data }, params, catalog }) => {
    const unknown = params.backbones.filter((id) => !catalog.backbone(id));
    if (unknown.length > 0) return { outputs: {}, problems: [unknownBackbones(unknown)] };
    if (data.modality !== 'image') return { outputs: {}, problems: [noImages(data)] };
    const chosen = pretrained(catalog).filter(
      ({ id }) => params.backbones.length === 0 || params.backbones.includes(id),
    );
    const candidates = chosen.flatMap((info) => candidatesOf(info, params.cuts, catalog));
    const samples = limited(data, params.perClass);
    const counts = data.classCounts.map(({ train }) =>
      params.perClass > 0 ? Math.min(train, params.perClass) : train,
    );
    if (candidates.length === 0) return { outputs: {}, problems: [nothingToCompare] };
    const images = counts.reduce((sum, count) => sum + count, 0);
    const scratch = {
      op: 'cross-validate',
      data: samples,
      model: fromScratch(params.seed),
      options: scratchTraining(images, params.seed),
    } as const;
    const options = { neighbours: NEIGHBOURS, resamples: RESAMPLES, seed: params.seed };
    return {
      outputs: {},
      meaning: [
        { op: 'advise', data: samples, candidates, scratch, options },
        scratch,
        // What the node itself brings: its samples where it limits them, and the networks.
        ...(samples === data.expression ? [] : [samples]),
        ...new Set(
          candidates
            .flatMap(({ model, source }) => [model, ...(source ? [source] : [])])
            .map(({ model }) => model),
        ),
      ],
      facts: [countFact('Candidates', candidates.length), countFact('Images', images)],
      problems: Math.min(...counts) < FEWEST ? [fewImages(Math.min(...counts))] : [],
    };
  },
});

/** Bare architectures have no features to judge. */
const pretrained = (catalog: Catalog): readonly BackboneInfo[] =>
  catalog.backbones().filter(({ untrained }) => !untrained);

type Cuts = 'recommended' | 'few' | 'all';

function candidatesOf(info: BackboneInfo, cuts: Cuts, catalog: Catalog): AdviceCandidate[] {
  const at = (cut: string) =>
    frozen(
      {
        op: 'backbone',
        backbone: info.id,
        weights: info.weights,
        cut,
        inputSize: info.defaultInputSize,
        pooling: 'average',
      },
      catalog,
    );
  const source = info.classifier && at(info.classifier.block);
  return cutsOf(info, cuts).flatMap((cut) => {
    const model = at(cut);
    return model ? [{ model, ...(source && { source }) }] : [];
  });
}

/** From early to late; the source task's own answers are no features. */
function cutsOf(info: BackboneInfo, cuts: Cuts): string[] {
  const { defaultInputSize, defaultCut, classifier } = info;
  const names = backboneBlocks(info, defaultInputSize)
    .map(({ name }) => name)
    .filter((name) => name !== classifier?.block);
  if (cuts === 'all') return names;
  if (cuts === 'recommended') return [defaultCut];
  const spread = Array.from(
    { length: A_FEW },
    (_, step) => Math.ceil(((step + 1) * names.length) / A_FEW) - 1,
  );
  return names.filter((name, index) => name === defaultCut || spread.includes(index));
}

function frozen(body: BodyExpression, catalog: Catalog): FreezeExpression | undefined {
  const model = describeModel(body, catalog);
  return model && { op: 'freeze', model: body, frozenBlocks: model.blocks.length, batchNorm: 'stored' };
}

/** A small network that is quick to train and learns what few images allow: what transfer must beat. */
const fromScratch = (ownSeed: number): HeadExpression => ({
  op: 'head',
  model: {
    op: 'small-cnn',
    inputSize: 32,
    channels: 3,
    blocks: 3,
    convsPerBlock: 1,
    filters: 16,
    batchNorm: true,
    dropout: 0,
    pooling: 'average',
    seed: ownSeed,
  },
  hidden: [],
  dropout: 0,
  batchNorm: false,
  l2: 0,
});

const FOLDS = 4;
const BATCH = 16;
/** Bounded, so that the baseline takes seconds: as many epochs as take so many steps, within these limits. */
const STEPS = 160;
const [FEWEST_EPOCHS, MOST_EPOCHS] = [10, 30];

function scratchTraining(images: number, ownSeed: number): CrossValidateOptions {
  const steps = Math.ceil((images * (FOLDS - 1)) / FOLDS / BATCH);
  return {
    folds: FOLDS,
    epochs: Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, Math.ceil(STEPS / steps))),
    batchSize: BATCH,
    learningRate: 0.003,
    optimizer: 'adam',
    schedule: 'cosine',
    warmupEpochs: 0,
    momentum: 0,
    weightDecay: 0,
    clipNorm: 0,
    backboneRate: 1,
    layerDecay: 1,
    unfreezeEvery: 0,
    views: 'turn',
    labelSmoothing: 0,
    classWeights: false,
    l2sp: 0,
    averageDecay: 0,
    patience: 0,
    seed: ownSeed,
  };
}

/** The same data with fewer training images; the very same where the limit leaves all. */
function limited(data: DataValue, perClass: number): DataExpression {
  const isWithin = data.classCounts.every(({ train }) => train <= perClass);
  return perClass === 0 || isWithin ? data.expression : withFewer(data.expression, perClass);
}

function withFewer(expression: DataExpression, trainPerClass: number): DataExpression {
  switch (expression.op) {
    case 'split':
      return { ...expression, trainPerClass };
    case 'augment':
      return { ...expression, data: withFewer(expression.data, trainPerClass) };
    case 'load':
      return {
        op: 'split',
        data: expression,
        val: 0,
        test: 0,
        bySource: false,
        keepFolders: true,
        trainPerClass,
        seed: expression.seed,
      };
  }
}

/** With fewer images of a class there is next to nothing to compare. */
const FEWEST = 5;

const unknownBackbones = (ids: readonly string[]): OwnProblem => ({
  code: 'advisor/unknown-backbone',
  severity: 'error',
  param: 'backbones',
  message: `There is no backbone ${ids.map((id) => `"${id}"`).join(', ')} in this build.`,
  hint: 'Choose from the list; with none chosen, all that ship are compared.',
});

const noImages = (data: DataValue): OwnProblem => ({
  code: 'advisor/modality',
  severity: 'error',
  port: 'data',
  message: 'The backbones that ship take images.',
  expected: 'image',
  received: data.modality,
  hint: 'Choose a dataset of images.',
});

const nothingToCompare: OwnProblem = {
  code: 'advisor/no-candidates',
  severity: 'error',
  param: 'backbones',
  message: 'None of the chosen backbones has a layer to cut at.',
  hint: 'Choose other backbones.',
};

const fewImages = (count: number): OwnProblem => ({
  code: 'advisor/few-images',
  severity: 'warning',
  port: 'data',
  message: `Some class has only ${count === 1 ? 'one training image' : `${count} training images`}: the ranking will hardly be sure.`,
  expected: `${FEWEST} or more of each class`,
  hint: 'Add images, or raise the limits in Dataset and Split.',
});
