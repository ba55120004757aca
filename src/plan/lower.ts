import type { Catalog, Part } from './catalog';
import { describeData, totals } from './describe-data';
import { countBlocks, countHead, describeModel, type ModelDescription, modelSpec } from './describe-model';
import type {
  AugmentExpression,
  BodyExpression,
  DataExpression,
  EvaluateExpression,
  Expression,
  FitExpression,
  ModelExpression,
} from './expressions';
import { contentKey } from './keys';
import { OP_VERSIONS } from './op-versions';
import type { Step, StepOf, StepOp } from './plan';

const BYTES_PER_FLOAT = 4;
/** A training step costs its forward pass, and twice that for the two gradients. */
const TRAINING_FACTOR = 3;

/** Collects steps; equal keys become one step. */
export interface Lowering {
  /** All steps so far, each behind its inputs. */
  steps(): readonly Step[];
  /** Adds what the expression needs and returns its step; a model alone needs none. */
  lower(expression: Expression): string | undefined;
  /** The step that gives this expression's result, if it was lowered. */
  stepOf(expression: Expression): string | undefined;
}

/**
 * Turns expressions into steps. `owners` names the nodes an expression came from, by expression key.
 */
export function startLowering(
  catalog: Catalog,
  keyOf: (expression: Expression) => string,
  owners: ReadonlyMap<string, readonly string[]>,
): Lowering {
  const steps = new Map<string, Step>();
  const idByKey = new Map<string, string>();
  const idByExpression = new Map<string, string>();
  const ownersOf = (expression: Expression): readonly string[] => owners.get(keyOf(expression)) ?? [];

  function add<Op extends StepOp>(
    op: Op,
    nodes: readonly string[],
    params: StepOf<Op>['params'],
    inputs: Readonly<Record<string, string>>,
    about: Pick<Step, 'output' | 'cost' | 'notes'>,
  ): string {
    const inputKeys = Object.fromEntries(
      Object.entries(inputs).map(([role, id]) => [role, steps.get(id)?.key ?? '']),
    );
    const key = contentKey({ op, version: OP_VERSIONS[op], params, inputs: inputKeys });
    const shared = steps.get(idByKey.get(key) ?? '');
    if (shared) {
      steps.set(shared.id, { ...shared, nodes: [...new Set([...shared.nodes, ...nodes])] });
      return shared.id;
    }
    const id = `${steps.size + 1}-${op}`;
    steps.set(id, { id, op, opVersion: OP_VERSIONS[op], key, nodes, inputs, params, ...about } as Step);
    idByKey.set(key, id);
    return id;
  }

  function lowerNewData(expression: DataExpression): string {
    const data = known(describeData(expression, catalog));
    const counts = totals(data);
    const samples = counts.train + counts.val + counts.test;
    const { op, ...rest } = expression;
    const cost = { flops: 0, bytes: 0, samples };
    if (expression.op === 'load') {
      const output = `${samples} ${data.modality}s, ${data.classes.length} classes`;
      return add(
        'load',
        ownersOf(expression),
        rest as StepOf<'load'>['params'],
        {},
        { output, cost, notes: [] },
      );
    }
    const inputs = { data: lowerData(expression.data) };
    const { data: _data, ...params } = rest as Omit<typeof expression, 'op'>;
    const output =
      op === 'split'
        ? `${counts.train} training, ${counts.val} validation, ${counts.test} test`
        : `up to ${data.views} versions of ${counts.train} training samples`;
    return add(op as 'split', ownersOf(expression), params as StepOf<'split'>['params'], inputs, {
      output,
      cost,
      notes: [],
    });
  }

  /** Runs the frozen prefix over one part, or `undefined` when nothing is frozen. */
  function lowerEmbed(
    model: ModelDescription,
    body: BodyExpression,
    expression: DataExpression,
    part: Part,
    origin: Record<string, string>,
  ): string | undefined {
    if (model.frozenBlocks === 0) return undefined;
    const data = known(describeData(expression, catalog));
    const prefix = model.blocks.slice(0, model.frozenBlocks);
    const views = part === 'train' ? data.views : 1;
    const samples = totals(data)[part] * views;
    const shape = featureShape(model);
    const params = { part, views, body: modelSpec(model) };
    return add(
      'embed',
      ownersOf(body),
      params,
      { data: lowerData(expression), ...origin },
      {
        output: `${samples} × [${shape.join(', ')}]`,
        cost: {
          flops: samples * countBlocks(prefix).flops,
          bytes: samples * shape.reduce((product, side) => product * side, 1) * BYTES_PER_FLOAT,
          samples,
        },
        notes: [
          `${prefix.length} of ${model.blocks.length} blocks are frozen: each sample passes through them once, not once an epoch.`,
          ...(views > 1
            ? [`Augmentation comes before them, so ${views} versions of each sample are kept.`]
            : []),
        ],
      },
    );
  }

  function lowerNewFit(expression: FitExpression): string {
    const model = known(describeModel(expression.model, catalog));
    const head = known(model.head);
    const body = bodyOf(expression.model);
    const plain = withoutAugmentation(expression.data);
    const varied = augmentationOf(expression.data, plain) ?? plain;
    const data = known(describeData(varied, catalog));
    const counts = totals(data);

    const origin: Record<string, string> =
      body.op === 'trained-body' ? { origin: lowerFit(body.trained) } : {};
    const train = lowerEmbed(model, body, varied, 'train', origin);
    const val = counts.val > 0 ? lowerEmbed(model, body, plain, 'val', origin) : undefined;
    const inputs = {
      data: lowerData(train ? plain : varied),
      ...origin,
      ...(train && { train }),
      ...(val && { val }),
    };
    const suffix = countBlocks(model.blocks.slice(model.frozenBlocks));
    const added = countHead(head, model.features, data.classes.length);
    const perSample = suffix.flops + added.flops;
    const passes = (TRAINING_FACTOR * counts.train + counts.val) * expression.options.epochs;
    const { op: _op, model: _model, ...headSpec } = head;
    return add(
      'fit',
      ownersOf(expression),
      { model: modelSpec(model), head: headSpec, options: expression.options, classes: data.classes },
      inputs,
      {
        output: `${suffix.trainable + added.trainable} trained parameters, ${data.classes.length} classes`,
        cost: {
          flops: passes * perSample,
          bytes: (suffix.params + added.params) * BYTES_PER_FLOAT,
          samples: counts.train * expression.options.epochs,
        },
        notes: train
          ? ['Trains on stored features.']
          : ['Nothing before the head is frozen: every epoch runs the whole network.'],
      },
    );
  }

  function lowerEvaluate(expression: EvaluateExpression): string {
    const { trained, part, mistakes } = expression;
    const model = known(describeModel(trained.model, catalog));
    const body = bodyOf(trained.model);
    const plain = withoutAugmentation(expression.data);
    const samples = totals(known(describeData(plain, catalog)))[part];
    const origin: Record<string, string> =
      body.op === 'trained-body' ? { origin: lowerFit(body.trained) } : {};
    const fit = lowerFit(trained);
    const features = lowerEmbed(model, body, plain, part, origin);
    const suffix = countBlocks(model.blocks.slice(model.frozenBlocks));
    return add(
      'evaluate',
      ownersOf(expression),
      { part, mistakes },
      { trained: fit, data: lowerData(plain), ...(features && { features }) },
      {
        output: `a report on ${samples} samples`,
        cost: { flops: samples * suffix.flops, bytes: 0, samples },
        notes: [],
      },
    );
  }

  function lower(expression: Expression): string | undefined {
    const key = keyOf(expression);
    const done = idByExpression.get(key);
    if (done !== undefined) return done;
    const id = lowerNew(expression);
    if (id !== undefined) idByExpression.set(key, id);
    return id;
  }

  function lowerNew(expression: Expression): string | undefined {
    switch (expression.op) {
      case 'load':
      case 'split':
      case 'augment':
        return lowerNewData(expression);
      case 'fit':
        return lowerNewFit(expression);
      case 'evaluate':
        return lowerEvaluate(expression);
      default:
        return undefined;
    }
  }

  const lowerData = (expression: DataExpression): string => known(lower(expression));
  const lowerFit = (expression: FitExpression): string => known(lower(expression));

  return {
    steps: () => [...steps.values()],
    lower,
    stepOf: (expression) => idByExpression.get(keyOf(expression)),
  };
}

/** Inference succeeded on every expression that is lowered, so its description exists. */
function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('An expression was lowered that inference had not accepted.');
  return value;
}

/** The network below freeze policies and head. */
export function bodyOf(expression: ModelExpression): BodyExpression {
  return expression.op === 'freeze' || expression.op === 'head' ? bodyOf(expression.model) : expression;
}

/** Shape of one sample behind the frozen prefix: pooled once everything is frozen. */
export function featureShape(model: ModelDescription): readonly number[] {
  if (model.frozenBlocks === model.blocks.length) return [model.features];
  return model.blocks[model.frozenBlocks - 1]?.shape ?? model.input.shape;
}

/** The same samples as they are: for validation and test. */
function withoutAugmentation(expression: DataExpression): DataExpression {
  switch (expression.op) {
    case 'load':
      return expression;
    case 'augment':
      return withoutAugmentation(expression.data);
    case 'split': {
      const data = withoutAugmentation(expression.data);
      return data === expression.data ? expression : { ...expression, data };
    }
  }
}

/** The augmentation anywhere in the chain, moved to its end; at most one exists. */
function augmentationOf(expression: DataExpression, plain: DataExpression): AugmentExpression | undefined {
  if (expression.op === 'augment') return { ...expression, data: plain };
  return expression.op === 'split' ? augmentationOf(expression.data, plain) : undefined;
}
