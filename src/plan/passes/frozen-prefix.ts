import type { Part } from '../catalog';
import { isLearning } from '../costs';
import { frozen } from '../describe-model';
import {
  type DraftOf,
  type DraftStep,
  isNetwork,
  type Network,
  type NetworkDraft,
  noted,
  type Pass,
} from '../draft';
import { MOST_SAMPLES_A_PASS } from '../memory';

/**
 * Frozen blocks give the same output in every epoch. Where only frozen blocks come first, `embed` runs
 * them once for each sample, and training and measuring start from what it stored. While a training
 * probes, its whole body is frozen: those epochs read what `embed` stored of all of it.
 */
export const frozenPrefix: Pass = {
  name: 'frozen-prefix',
  title: 'Frozen prefix',
  run(draft) {
    const byId = new Map(draft.steps.map((step) => [step.id, step]));
    const find = (id: string | undefined): DraftStep | undefined => byId.get(id ?? '');
    const embeds: DraftOf<'embed'>[] = [];

    function embed(
      user: NetworkDraft,
      part: Part,
      dataId: string,
      originId: string | undefined,
      network: Network = user.network,
    ): string {
      const data = find(dataId)?.data ?? user.data;
      const step: DraftOf<'embed'> = {
        id: `${user.id}/${network === user.network ? '' : 'probe-'}${part}`,
        op: 'embed',
        nodes: network.nodes,
        params: { part, views: 1, body: network.specs.prefix, batch: MOST_SAMPLES_A_PASS },
        inputs: { data: dataId, ...(originId !== undefined && { origin: originId }) },
        data,
        network,
        notes: [],
      };
      const { frozenBlocks, blocks } = network.model;
      embeds.push(noted(step, 'frozen-prefix', onceNote(frozenBlocks, blocks.length)));
      return step.id;
    }

    /** While it probes, a training reads features of its whole body. */
    function probed(step: NetworkDraft): NetworkDraft {
      if (step.op !== 'fit' || !step.params.options.probe) return step;
      const { model, nodes, specs } = step.network;
      const network = { model: frozen(model), nodes, specs: { ...specs, prefix: specs.features } };
      const dataId = step.inputs.data ?? '';
      const { origin } = step.inputs;
      const probe = {
        probeTrain: embed(step, 'train', dataId, origin, network),
        ...(validates(step) && { probeVal: embed(step, 'val', plain(dataId), origin, network) }),
      };
      return noted({ ...step, inputs: { ...step.inputs, ...probe } }, 'frozen-prefix', PROBED);
    }

    const plain = (dataId: string): string => {
      const data = find(dataId);
      return data?.op === 'augment' ? (data.inputs.data ?? dataId) : dataId;
    };

    function divide(step: NetworkDraft): DraftStep {
      const dataId = step.inputs.data ?? '';
      if (step.network.model.frozenBlocks === 0)
        return step.op === 'fit' ? noted(step, 'frozen-prefix', WHOLE) : step;
      if (step.op === 'evaluate') {
        const origin = find(step.inputs.trained)?.inputs.origin;
        return {
          ...step,
          inputs: { ...step.inputs, features: embed(step, step.params.part, dataId, origin) },
        };
      }
      if (step.op === 'embed' || step.op === 're-estimate') return step;
      const plainId = plain(dataId);
      const { origin } = step.inputs;
      const train = embed(step, 'train', dataId, origin);
      const inputs = { ...step.inputs, data: plainId, train };
      const divided = validates(step)
        ? { ...step, inputs: { ...inputs, val: embed(step, 'val', plainId, origin) } }
        : { ...step, inputs };
      return noted(divided, 'frozen-prefix', 'Trains on stored features.');
    }

    const steps = draft.steps.flatMap((step): readonly DraftStep[] => {
      if (!isNetwork(step)) return [step];
      const user = divide(probed(step));
      return [...embeds.splice(0), user];
    });
    return { draft: { ...draft, steps }, summary: summaryOf(steps) };
  },
};

const validates = (step: NetworkDraft): boolean =>
  step.op === 'fit' && step.data.classCounts.some(({ val }) => val > 0);

const WHOLE = 'Nothing before the head is frozen: every epoch runs the whole network.';

const PROBED = 'While the head trains alone, it reads stored features of the whole body.';

const onceNote = (frozen: number, blocks: number): string =>
  `${frozen} of ${blocks} blocks are frozen: each sample passes through them once, not once an epoch.`;

function summaryOf(steps: readonly DraftStep[]): string {
  const learners = steps.filter(isLearning);
  const divided = learners.filter(({ inputs }) => inputs.train !== undefined).length;
  if (divided === 0) return 'Nothing to do: no network starts with frozen blocks.';
  return learners.length === 1
    ? 'The training starts from features that are computed once.'
    : `Trainings that start from features that are computed once: ${divided} of ${learners.length}.`;
}
