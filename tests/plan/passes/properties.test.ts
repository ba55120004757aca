import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registry } from '../../../nodes/registry';
import type { GraphDocument } from '../../../src/graph/document';
import { upstreamOf } from '../../../src/graph/topology';
import { compile } from '../../../src/plan/compile';
import { neededSteps } from '../../../src/plan/passes/incremental';
import type { Plan, Step, StepOf } from '../../../src/plan/plan';
import { documents, renamed } from '../random-graphs';
import { catalog } from '../sample-catalog';

/** What holds for the plan of any graph. */

const RUNS = { seed: 7, numRuns: 60 };
const plan = (document: GraphDocument): Plan => compile(document, { registry, catalog });
const byId = ({ steps }: Plan) => new Map(steps.map((step) => [step.id, step]));

/** A step and all that it depends on. */
function behind(steps: ReadonlyMap<string, Step>, id: string | undefined): readonly Step[] {
  const step = steps.get(id ?? '');
  return step ? [step, ...Object.values(step.inputs).flatMap((input) => behind(steps, input))] : [];
}

describe('any plan', () => {
  it('runs: each step comes once, behind its inputs, and every target has a result', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const { steps, nodes, targets, blocking } = plan(document);
        expect(blocking).toEqual([]);
        const done = new Set<string>();
        for (const step of steps) {
          expect(Object.values(step.inputs).filter((input) => !done.has(input))).toEqual([]);
          done.add(step.id);
        }
        expect(done.size).toBe(steps.length);
        expect(new Set(steps.map(({ key }) => key)).size).toBe(steps.length);
        for (const target of targets) {
          const kind = document.nodes.find(({ id }) => id === target)?.kind;
          const result = steps.find(({ id }) => id === nodes[target]?.resultStep);
          expect(result?.op).toBe(kind === 'train' ? 'fit' : 'evaluate');
          expect(result?.nodes).toContain(target);
        }
      }),
      RUNS,
    );
  });

  it('trains on one source of samples, augmented exactly where the graph says so', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const found = plan(document);
        const steps = byId(found);
        for (const fit of found.steps.filter((step): step is StepOf<'fit'> => step.op === 'fit')) {
          const source = steps.get(fit.inputs.train ?? fit.inputs.data ?? '');
          // The data lane alone: a trained body's own training may be augmented or not.
          const lane = behind(steps, source?.op === 'embed' ? source.inputs.data : source?.id);
          const kinds = lane.map(({ op }) => op);
          expect(kinds.filter((op) => op === 'load')).toHaveLength(1);
          expect(kinds.filter((op) => op === 'split')).toHaveLength(1);
          for (const node of fit.nodes) {
            const data = document.wires.find(({ to }) => to.node === node && to.port === 'data');
            const upstream = upstreamOf(document, [data?.from.node ?? '']);
            const augments = document.nodes.filter(({ id, kind }) => upstream.has(id) && kind === 'augment');
            expect(kinds.filter((op) => op === 'augment')).toHaveLength(augments.length);
          }
          const frozen = fit.params.model.frozenBlocks > 0;
          expect(source?.op === 'embed').toBe(frozen);
          if (source?.op === 'embed') {
            expect(source.params.part).toBe('train');
            expect(fit.inputs.val && steps.get(fit.inputs.val)?.op).toBe('embed');
            expect(behind(steps, fit.inputs.data).map(({ op }) => op)).not.toContain('augment');
          }
        }
      }),
      RUNS,
    );
  });

  it('measures samples as they are', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const found = plan(document);
        const steps = byId(found);
        for (const { inputs } of found.steps.filter(({ op }) => op === 'evaluate')) {
          const features = steps.get(inputs.features ?? '');
          for (const data of [inputs.data, features?.inputs.data]) {
            expect(behind(steps, data).map(({ op }) => op)).not.toContain('augment');
          }
        }
      }),
      RUNS,
    );
  });

  it('has keys that know neither names nor order', () => {
    fc.assert(
      fc.property(
        documents,
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (document, random) => {
          const keys = (graph: GraphDocument) =>
            plan(graph)
              .steps.map(({ key }) => key)
              .sort();
          const other = renamed(document, () => random.next().value ?? 0);
          expect(keys(other)).toEqual(keys(document));
        },
      ),
      RUNS,
    );
  });

  it('serves from the store only what is stored, and runs no step without what it reads', () => {
    fc.assert(
      fc.property(documents, fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), (document, coins) => {
        const found = plan(document);
        const stored = new Set(found.steps.filter((_, index) => coins[index]).map(({ id }) => id));
        const needs = neededSteps(found, ({ id }) => stored.has(id));
        for (const step of found.steps) {
          const need = needs.get(step.id);
          if (need === 'stored') expect(stored).toContain(step.id);
          if (need !== 'run') continue;
          for (const input of Object.values(step.inputs)) expect(needs.get(input)).not.toBe('skip');
        }
        for (const target of found.targets) {
          expect(needs.get(found.nodes[target]?.resultStep ?? '')).not.toBe('skip');
        }
      }),
      RUNS,
    );
  });
});
