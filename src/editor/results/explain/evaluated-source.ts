import type { LoadExpression } from '../../../plan/expressions';
import type { Plan, Step } from '../../../plan/plan';

/** What an evaluation read: the engine's names for it. */
export interface EvaluatedSource {
  /** The content key of the fit step whose network was evaluated. */
  readonly fitKey: string;
  /** The content key of the features that it read, where it read some. */
  readonly featuresKey?: string;
  /** How images become square. */
  readonly fit: LoadExpression['fit'];
}

/** Looks for the evaluate step with this content key among plans: the graph may have changed since it ran. */
export function evaluatedSource(
  plans: readonly (Plan | undefined)[],
  evaluateKey: string,
): EvaluatedSource | undefined {
  for (const plan of plans) {
    const step = plan?.steps.find(({ key, op }) => key === evaluateKey && op === 'evaluate');
    if (!plan || !step) continue;
    const input = (role: string) => plan.steps.find(({ id }) => id === step.inputs[role]);
    const fit = input('trained');
    const load = loadBehind(plan, input('data'));
    if (!fit || load?.op !== 'load') continue;
    const features = input('features');
    return {
      fitKey: fit.key,
      ...(features && { featuresKey: features.key }),
      fit: load.params.fit,
    };
  }
  return undefined;
}

function loadBehind(plan: Plan, data: Step | undefined): Step | undefined {
  let step = data;
  while (step && step.op !== 'load') {
    const from: string | undefined = step.inputs.data;
    step = plan.steps.find(({ id }) => id === from);
  }
  return step;
}
