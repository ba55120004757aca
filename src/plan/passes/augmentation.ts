import { describeData } from '../describe-data';
import {
  type DataDraft,
  type DraftOf,
  type DraftStep,
  isNetwork,
  type NetworkDraft,
  type Pass,
} from '../draft';
import type { DataExpression } from '../expressions';
import type { StepOp } from '../plan';

/**
 * Augmentation varies training samples, and nothing else. Wherever it is wired, it becomes the last
 * thing that happens to training data, and measurements see samples as they are.
 */
export const augmentation: Pass = {
  name: 'augmentation',
  title: 'Augmentation for training only',
  run(draft, { catalog }) {
    const lanes = new Map<string, Lane>();
    let moved = 0;

    const copyOnto = <S extends DataDraft>(step: S, id: string, plain: DataDraft): S => {
      const expression = { ...step.data.expression, data: plain.data.expression } as DataExpression;
      const data = describeData(expression, catalog) ?? step.data;
      return { ...step, id, inputs: { data: plain.id }, data };
    };

    /** Follows a data step: the same samples without augmentation, and the augmentation that was met. */
    function follow(step: DataDraft): readonly DraftStep[] {
      const before = lanes.get(step.inputs.data ?? '');
      if (!before || step.op === 'load') {
        lanes.set(step.id, { plain: step });
        return [step];
      }
      if (step.op === 'augment') {
        lanes.set(step.id, { plain: before.plain, augment: step });
        return [step];
      }
      if (!before.augment) {
        lanes.set(step.id, { plain: step });
        return [step];
      }
      const plain = copyOnto(step, `${step.id}/plain`, before.plain);
      lanes.set(step.id, { plain, augment: before.augment });
      return [step, plain];
    }

    function rewire(step: NetworkDraft | DraftOf<'advise'>): readonly DraftStep[] {
      const lane = lanes.get(step.inputs.data ?? '');
      if (!lane?.augment) return [step];
      const { plain, augment } = lane;
      const reads = (id: string): DraftStep => ({ ...step, inputs: { ...step.inputs, data: id } });
      // Features are embedded here for advice alone; a training's come with the frozen prefix.
      if (MEASURES.has(step.op)) {
        moved++;
        return [reads(plain.id)];
      }
      if (augment.inputs.data === plain.id) return [step];
      moved++;
      const last = copyOnto(augment, `${step.id}/augment`, plain);
      return [last, reads(last.id)];
    }

    const steps = draft.steps.flatMap((step) =>
      isNetwork(step) || step.op === 'advise' ? rewire(step) : follow(step),
    );
    return { draft: { ...draft, steps }, summary: summaryOf(moved) };
  },
};

/** They see samples as they are. */
const MEASURES: ReadonlySet<StepOp> = new Set([
  'evaluate',
  'advise',
  'cross-validate',
  'embed',
  're-estimate',
]);

interface Lane {
  readonly plain: DataDraft;
  readonly augment?: DraftOf<'augment'>;
}

function summaryOf(moved: number): string {
  if (moved === 0) return 'Nothing to do: augmentation is wired to training only, or there is none.';
  return moved === 1
    ? 'One step reads samples as they are, or augments them last.'
    : `${moved} steps read samples as they are, or augment them last.`;
}
