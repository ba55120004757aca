import { hasErrors } from '../graph/problem';
import type { Catalog } from './catalog';
import { describeData } from './describe-data';
import {
  bodyOf,
  countBlocks,
  describeModel,
  frozen,
  type ModelDescription,
  modelSpec,
  prefixSpec,
} from './describe-model';
import type { Draft, DraftOf, DraftStep, Network, NetworkSpecs } from './draft';
import type {
  AdviseExpression,
  CrossValidateExpression,
  DataExpression,
  DataValue,
  EvaluateExpression,
  Expression,
  FitExpression,
  ModelExpression,
  RangeTestExpression,
  Value,
} from './expressions';
import type { InferredNode } from './infer';
import { MOST_SAMPLES_A_PASS } from './memory';
import type { CandidateSpec, StepOp } from './plan';

/**
 * The naive plan: every node does its own work on whole networks, as it is wired. Nothing is shared,
 * cut or left away yet: that is what the passes do. Linear in nodes and wires.
 */
export function lower(
  inferred: ReadonlyMap<string, InferredNode>,
  targets: readonly string[],
  catalog: Catalog,
): Draft {
  const steps: DraftStep[] = [];
  // Values are handed on as they are, so what one output means is one object.
  const lowered = new Map<Expression, string>();
  const specsOf = new Map<ModelExpression, NetworkSpecs>();
  const owners = ownersOf(inferred);
  const ownersOfOne = (expression: Expression): readonly string[] => owners.get(expression) ?? [];

  function stepFor(expression: Expression): string | undefined {
    const done = lowered.get(expression);
    if (done !== undefined) return done;
    const about = draftOf(expression);
    if (!about) return undefined;
    const id = `draft ${steps.length + 1}`;
    steps.push({ id, nodes: ownersOfOne(expression), notes: [], ...about });
    lowered.set(expression, id);
    return id;
  }
  const required = (expression: Expression): string => known(stepFor(expression));

  function draftOf(expression: Expression) {
    switch (expression.op) {
      case 'load':
      case 'split':
      case 'augment':
        return draftData(expression);
      case 'fit':
        return draftFit(expression);
      case 'range-test':
        return draftRangeTest(expression);
      case 'cross-validate':
        return draftCrossValidate(expression);
      case 'advise':
        return draftAdvise(expression);
      case 'evaluate':
        return draftEvaluate(expression);
      default:
        // A network alone is no work: the steps that run it open it.
        return undefined;
    }
  }

  function draftData(expression: DataExpression) {
    const data = known(describeData(expression, catalog));
    if (expression.op === 'load') {
      const { op, ...params } = expression;
      return draft(op, params, {}, data, undefined);
    }
    const inputs = { data: required(expression.data) };
    if (expression.op === 'split') {
      const { op, data: _, ...params } = expression;
      return draft(op, params, inputs, data, undefined);
    }
    const { op, data: _, ...params } = expression;
    return draft(op, params, inputs, data, undefined);
  }

  function networkOf(expression: ModelExpression): Network {
    const model = known(describeModel(expression, catalog));
    const headless = model.head?.model ?? expression;
    const specs = specsOf.get(headless) ?? {
      whole: modelSpec(model),
      prefix: prefixSpec(model),
      features: prefixSpec(frozen(model)),
    };
    specsOf.set(headless, specs);
    return { model, nodes: ownersOfOne(bodyOf(expression)), specs };
  }

  /** What every step that learns from training samples starts with. */
  function learning(expression: Pick<FitExpression, 'data' | 'model'>) {
    const network = networkOf(expression.model);
    const data = known(describeData(expression.data, catalog));
    const { op: _op, model: _model, ...head } = known(network.model.head);
    const params = { model: network.specs.whole, head, classes: data.classes };
    const inputs = { data: required(expression.data), ...originOf(expression, network, data) };
    return { params, inputs, data, network };
  }

  /** What gives a body its first weights, where they are not those of its file. */
  function originOf(
    { data, model }: Pick<FitExpression, 'data' | 'model'>,
    network: Network,
    described: DataValue,
  ): DraftOf<'fit'>['inputs'] {
    const body = bodyOf(model);
    const trained: DraftOf<'fit'>['inputs'] =
      body.op === 'trained-body' ? { origin: required(body.trained) } : {};
    if (!network.model.statistics) return trained;
    const { body: spec, input, blocks } = network.specs.whole;
    const params = { body: { body: spec, input, blocks }, batch: MOST_SAMPLES_A_PASS };
    const inputs = { data: required(data), ...trained };
    const id = `draft ${steps.length + 1}`;
    const nodes = ownersOfOne(network.model.head?.model ?? model);
    steps.push({ id, nodes, notes: [], ...draft('re-estimate', params, inputs, described, network) });
    return { origin: id };
  }

  function draftFit(expression: FitExpression) {
    const { params, inputs, data, network } = learning(expression);
    return draft('fit', { ...params, options: expression.options }, inputs, data, network);
  }

  function draftRangeTest(expression: RangeTestExpression) {
    const { params, inputs, data, network } = learning(expression);
    return draft('range-test', { ...params, options: expression.options }, inputs, data, network);
  }

  function draftCrossValidate(expression: CrossValidateExpression) {
    const { params, inputs, data, network } = learning(expression);
    return draft('cross-validate', { ...params, options: expression.options }, inputs, data, network);
  }

  /** Advice is about features, so networks run here as they do for a training whose backbone is frozen. */
  function draftAdvise({ data, candidates, scratch, options }: AdviseExpression) {
    const dataId = required(data);
    const described = known(describeData(data, catalog));
    const embed = (model: ModelExpression): string => {
      const network = networkOf(model);
      const body = network.specs.prefix;
      const params = { part: 'train', views: 1, body, batch: MOST_SAMPLES_A_PASS } as const;
      const id = `draft ${steps.length + 1}`;
      const about = draft('embed', params, { data: dataId }, described, network);
      steps.push({ id, nodes: network.nodes, notes: [], ...about });
      return id;
    };
    const inputs: Record<string, string> = { data: dataId, scratch: required(scratch) };
    const sources = new Map<ModelExpression, string>();
    candidates.forEach(({ model, source }, index) => {
      inputs[`candidate-${index}`] = embed(model);
      if (!source) return;
      const logits = sources.get(source) ?? embed(source);
      sources.set(source, logits);
      inputs[`source-${index}`] = logits;
    });
    const specs = candidates.map(({ model }) => candidateSpec(known(describeModel(model, catalog))));
    return draft(
      'advise',
      { candidates: specs, classes: described.classes, options },
      inputs,
      described,
      undefined,
    );
  }

  function draftEvaluate({ trained, data, part, mistakes }: EvaluateExpression) {
    const params = { part, mistakes, batch: MOST_SAMPLES_A_PASS };
    const inputs = { trained: required(trained), data: required(data) };
    return draft('evaluate', params, inputs, known(describeData(data, catalog)), networkOf(trained.model));
  }

  for (const node of inferred.values()) {
    if (!hasErrors(node.problems)) ownMeaning(node).forEach(stepFor);
  }
  const stepsOf = (id: string): string[] =>
    meaningOf(inferred.get(id)).flatMap((expression) => lowered.get(expression) ?? []);
  const results = new Map(
    [...inferred.keys()].flatMap((id) =>
      stepsOf(id)
        .slice(0, 1)
        .map((step) => [id, step]),
    ),
  );
  return { steps, roots: targets.flatMap(stepsOf), results, problems: [] };
}

/** Ties what makes up a step to its operation. */
const draft = <Op extends StepOp>(
  op: Op,
  params: DraftOf<Op>['params'],
  inputs: DraftOf<Op>['inputs'],
  data: DraftOf<Op>['data'],
  network: DraftOf<Op>['network'],
) => ({ op, params, inputs, data, network });

function candidateSpec({ body, blocks, input, pooling, label, features }: ModelDescription): CandidateSpec {
  const last = blocks.at(-1);
  return {
    backbone: body.op === 'backbone' ? body.backbone : body.op,
    cut: last?.name ?? '',
    inputSize: input.shape[0] ?? 0,
    pooling,
    label,
    cutLabel: last?.label ?? '',
    features,
    flops: countBlocks(blocks).flops,
  };
}

/** Which nodes an expression comes from. */
function ownersOf(inferred: ReadonlyMap<string, InferredNode>): ReadonlyMap<Expression, readonly string[]> {
  const owners = new Map<Expression, string[]>();
  for (const [id, node] of inferred) {
    for (const expression of ownMeaning(node)) {
      const others = owners.get(expression);
      if (others) others.push(id);
      else owners.set(expression, [id]);
    }
  }
  return owners;
}

/** What a node stands for: its own meaning, or for a node without any (Try it), what is wired into it. */
function meaningOf(node: InferredNode | undefined): readonly Expression[] {
  if (!node || node.off) return [];
  const own = ownMeaning(node);
  return own.length > 0 ? own : expressionsOf(node.inputs);
}

/** Nothing for a node that is off: what a bypassed one hands on is not its own. */
const ownMeaning = (node: InferredNode): readonly Expression[] =>
  node.off ? [] : (node.meaning ?? expressionsOf(node.outputs));

const expressionsOf = (values: Readonly<Record<string, Value | undefined>>): Expression[] =>
  Object.values(values).flatMap((value) => (value ? [value.expression] : []));

/** Inference succeeded on every expression that is lowered, so its description exists. */
function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('An expression was lowered that inference had not accepted.');
  return value;
}
