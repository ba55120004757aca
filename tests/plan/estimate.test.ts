import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registry } from '../../nodes/registry';
import type { GraphDocument, Json } from '../../src/graph/document';
import { addWire } from '../../src/graph/edit';
import { compile } from '../../src/plan/compile';
import {
  type Calibration,
  calculatedMs,
  estimatePlan,
  estimateStep,
  indexSteps,
  renewedSpeed,
  type Speed,
  startSpeed,
} from '../../src/plan/estimate';
import { correct } from '../../src/plan/estimate-correct';
import { formatSpeeds, parseSpeeds } from '../../src/plan/estimate-memory';
import { imageWorksOf, workOf } from '../../src/plan/estimate-work';
import type { Plan, Step, StepOp } from '../../src/plan/plan';
import { graph, transfer } from './graphs';
import { catalog, tinyNet } from './sample-catalog';

const CALIBRATION: Calibration = { inference: 2e9, training: 1e9, kernelMs: 0.01, stepMs: 0.5 };
const speed = startSpeed(CALIBRATION);

const compileGraph = (document: GraphDocument): Plan => {
  const plan = compile(document, { registry, catalog });
  if (plan.blocking.length > 0) throw new Error(JSON.stringify(plan.blocking));
  return plan;
};

/** A transfer graph with these parameters in its nodes. */
const withParams = (params: Record<string, Record<string, Json>>): GraphDocument =>
  transfer(
    Object.fromEntries(
      Object.entries(params).map(([id, own]) => [id, { kind: id === 'data' ? 'dataset' : id, params: own }]),
    ),
  );

const nothingFrozen = { freeze: { policy: 'none' } };

/** The same with an augmentation of `views` versions between Split and Train. */
const augmented = (views: number, more: Record<string, Record<string, Json>> = {}): GraphDocument =>
  addWire(
    addWire(
      withParams({ augment: { views, rotate: 10 }, ...more }),
      { node: 'split', port: 'data' },
      { node: 'augment', port: 'data' },
    ),
    { node: 'augment', port: 'data' },
    { node: 'train', port: 'data' },
  );

const stepsOf = (plan: Plan, op: StepOp): readonly Step[] => plan.steps.filter((step) => step.op === op);
const first = (plan: Plan, op: StepOp): Step => {
  const [step] = stepsOf(plan, op);
  if (!step) throw new Error(`The plan has no ${op}.`);
  return step;
};
const msOf = (plan: Plan, op: StepOp, known: Speed = speed): number =>
  estimateStep(indexSteps(plan), first(plan, op), known).ms;
const totalMs = (plan: Plan, known: Speed = speed): number => estimatePlan(plan, known).total.ms;

describe('several cuts of one network', () => {
  const advising = (cuts: string) =>
    compileGraph(
      graph({ data: { kind: 'dataset' }, advisor: { kind: 'advisor', params: { cuts } } }, [
        'data.data -> advisor.data',
      ]),
    );
  const embeds = (plan: Plan) => plan.steps.filter((step) => step.op === 'embed');

  it('cost one pass to the last of them, which the first makes', () => {
    const plan = advising('all');
    const [early, middle, late] = embeds(plan);
    if (!early || !middle || !late) throw new Error('There are fewer cuts.');
    const { steps } = estimatePlan(plan, speed);
    const alone = estimateStep(indexSteps(plan), late, speed);
    expect(steps.get(early.id)).toEqual(alone);
    expect([middle, late].map(({ id }) => steps.get(id)?.ms)).toEqual([0, 0]);
    // What is stored makes no pass.
    const left = estimatePlan(plan, speed, ({ id }) => id !== early.id && id !== late.id).steps;
    expect(left.get(middle.id)).toEqual(estimateStep(indexSteps(plan), middle, speed));
  });

  it('teach nothing of one cut alone', () => {
    const plan = advising('all');
    const measured = embeds(plan).map(({ id }) => ({ stepId: id, ms: 60_000, share: 1 }));
    expect(Object.keys(correct(speed, plan, measured).corrections)).toEqual([]);
  });
});

describe('the work of a step', () => {
  it('is the forward passes and the images for embedding', () => {
    const plan = compileGraph(withParams({ backbone: { inputSize: '32' } }));
    const embed = first(plan, 'embed');
    const work = workOf(indexSteps(plan), embed);
    expect(work).toMatchObject({ kind: 'embed mobilenet-v3-coco', trains: false, flops: embed.cost.flops });
    expect(work?.images).toHaveLength(1);
    expect(work?.images[0]).toMatchObject({ count: embed.cost.samples, side: 32, channels: 3 });
  });

  it('tells reading images from varying them', () => {
    const plan = compileGraph(augmented(4));
    const work = workOf(indexSteps(plan), first(plan, 'embed'));
    const samples = first(plan, 'embed').cost.samples;
    expect(work?.images.map(({ count, augment }) => [count, augment !== undefined])).toEqual([
      [samples / 4, false],
      [(3 * samples) / 4, true],
    ]);
  });

  it('of training on stored features reads no image', () => {
    const frozen = compileGraph(transfer());
    expect(workOf(indexSteps(frozen), first(frozen, 'fit'))).toMatchObject({ kind: 'fit head', images: [] });
    expect(workOf(indexSteps(frozen), first(frozen, 'evaluate'))).toMatchObject({
      kind: 'evaluate head',
      images: [],
    });
  });

  it('of training a whole network reads images once and varies them in every epoch', () => {
    const plan = compileGraph(augmented(2, { ...nothingFrozen, train: { epochs: 7 } }));
    const fit = first(plan, 'fit');
    const work = workOf(indexSteps(plan), fit);
    expect(work?.kind).toBe('fit mobilenet-v3-coco');
    expect(work?.images.map(({ count }) => count)).toEqual([fit.cost.samples / 7, fit.cost.samples]);
  });

  it('of trying from scratch reads images once and trains several times', () => {
    const plan = compileGraph(
      graph({ data: { kind: 'dataset' }, advisor: { kind: 'advisor', params: { perClass: 40 } } }, [
        'data.data -> advisor.data',
      ]),
    );
    const step = first(plan, 'cross-validate');
    // Of 120 images three quarters are six batches of 16.
    const epochs = 27;
    expect(step.cost.samples).toBe(120 * 3 * epochs);
    expect(workOf(indexSteps(plan), step)).toMatchObject({
      kind: 'fit small-cnn',
      trains: true,
      trainingSteps: 4 * epochs * 6,
      images: [{ count: 120, side: 32 }],
    });
  });

  it('of estimating batch norm anew is one pass of the training images', () => {
    const layers = (id: string) =>
      id === tinyNet.id ? { ...tinyNet, format: 'layers' as const } : undefined;
    const plan = compile(withParams({ freeze: { statistics: 'target' } }), {
      registry,
      catalog: { ...catalog, backbone: layers },
    });
    const step = first(plan, 're-estimate');
    expect(workOf(indexSteps(plan), step)).toMatchObject({
      kind: 're-estimate mobilenet-v3-coco',
      trains: false,
      flops: step.cost.flops,
      images: [{ count: 90 }],
    });
  });

  it('names each kind of image work once', () => {
    const plan = compileGraph(augmented(3));
    expect(stepsOf(plan, 'embed').length).toBeGreaterThan(1);
    const keys = imageWorksOf(indexSteps(plan)).map(({ key }) => key);
    expect(keys.map((key) => key.split(' ')[0])).toEqual(['read', 'vary']);
  });

  it('is none for steps that only describe samples', () => {
    const plan = compileGraph(augmented(2));
    for (const op of ['load', 'split', 'augment'] as const) expect(msOf(plan, op)).toBe(0);
  });
});

describe('an estimate', () => {
  it('adds up operations, kernels, training steps and images', () => {
    const plan = compileGraph(transfer());
    const index = indexSteps(plan);
    const embed = first(plan, 'embed');
    const work = workOf(index, embed);
    const [reading] = work?.images ?? [];
    if (!work || !reading) throw new Error('There is work to do.');
    const known = { ...speed, images: { [reading.key]: 3 } };
    const expected = (1000 * work.flops) / 2e9 + work.blockRuns * 4 * 0.01 + 3 * reading.count;
    expect(calculatedMs(index, embed, known)).toBeCloseTo(expected);
  });

  it('leaves out what does not run', () => {
    const plan = compileGraph(transfer());
    const all = estimatePlan(plan, speed);
    const some = estimatePlan(plan, speed, ({ op }) => op !== 'embed');
    expect([...some.steps.keys()]).toEqual(plan.steps.filter(({ op }) => op !== 'embed').map(({ id }) => id));
    const embedding = stepsOf(plan, 'embed').reduce((sum, { id }) => sum + (all.steps.get(id)?.ms ?? 0), 0);
    expect(some.total.ms).toBeCloseTo(all.total.ms - embedding);
  });

  it('is a range where training may stop early, and one number where it may not', () => {
    const patient = (patience: number) => {
      const plan = compileGraph(withParams({ train: { epochs: 20, patience } }));
      return estimateStep(indexSteps(plan), first(plan, 'fit'), speed);
    };
    expect(patient(0).lowMs).toBeUndefined();
    const { ms, lowMs } = patient(4);
    expect(lowMs).toBeCloseTo(ms / 4);
    expect(patient(30).lowMs).toBeUndefined();
  });

  it('never falls when there are more samples, epochs or versions, or more of the network trains', () => {
    fc.assert(
      fc.property(
        fc.record({
          limit: fc.integer({ min: 12, max: 60 }),
          more: fc.integer({ min: 0, max: 30 }),
          epochs: fc.integer({ min: 1, max: 40 }),
          moreEpochs: fc.integer({ min: 0, max: 40 }),
          views: fc.integer({ min: 2, max: 5 }),
          policy: fc.constantFrom('all', 'none'),
          batchSize: fc.constantFrom(1, 8, 32),
        }),
        ({ limit, more, epochs, moreEpochs, views, policy, batchSize }) => {
          const estimate = (limitPerClass: number, count: number, versions: number) => {
            const plan = compileGraph(
              augmented(versions, {
                data: { limitPerClass },
                freeze: { policy },
                train: { epochs: count, batchSize },
              }),
            );
            const images = Object.fromEntries(imageWorksOf(indexSteps(plan)).map(({ key }) => [key, 2]));
            return totalMs(plan, { ...speed, images });
          };
          const base = estimate(limit, epochs, views);
          expect(base).toBeGreaterThan(0);
          expect(estimate(limit + more, epochs, views)).toBeGreaterThanOrEqual(base);
          expect(estimate(limit, epochs + moreEpochs, views)).toBeGreaterThanOrEqual(base);
          if (policy === 'all') expect(estimate(limit, epochs, views + 1)).toBeGreaterThan(base);
        },
      ),
      { seed: 3, numRuns: 25 },
    );
  });

  it('falls on a faster machine', () => {
    const plan = compileGraph(withParams(nothingFrozen));
    const faster = startSpeed({ inference: 4e9, training: 2e9, kernelMs: 0.005, stepMs: 0.25 });
    expect(totalMs(plan, faster)).toBeCloseTo(totalMs(plan) / 2);
  });
});

describe('correcting', () => {
  const plan = compileGraph(transfer());
  const fit = first(plan, 'fit');

  it('takes the first measurement as it is', () => {
    const learned = correct(speed, plan, [{ stepId: fit.id, ms: 1234, share: 1 }]);
    expect(msOf(plan, 'fit', learned)).toBeCloseTo(1234);
    expect(msOf(plan, 'embed', learned)).toBe(msOf(plan, 'embed'));
  });

  it('carries over to steps of the same kind, and to other graphs', () => {
    const [one, other] = stepsOf(plan, 'embed');
    if (!one || !other) throw new Error('Training and validation samples are embedded.');
    const index = indexSteps(plan);
    const slow = startSpeed({ ...CALIBRATION, inference: 1e6 });
    const twice = 2 * calculatedMs(index, one, slow);
    const learned = correct(slow, plan, [{ stepId: one.id, ms: twice, share: 1 }]);
    expect(estimateStep(index, other, learned).ms).toBeCloseTo(2 * calculatedMs(index, other, slow));
    const wider = compileGraph(withParams({ head: { type: 'mlp' }, train: { epochs: 3 } }));
    expect(msOf(wider, 'embed', learned)).toBeCloseTo(2 * msOf(wider, 'embed', slow));
  });

  it('counts what a training that stopped early left out', () => {
    const learned = correct(speed, plan, [{ stepId: fit.id, ms: 100, share: 0.25 }]);
    expect(msOf(plan, 'fit', learned)).toBeCloseTo(400);
  });

  it('converges to what is measured time and again, from wherever it starts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 60, max: 60_000, noNaN: true }), { maxLength: 4 }),
        fc.double({ min: 2, max: 40, noNaN: true }),
        (history, factor) => {
          const truth = factor * msOf(plan, 'fit');
          const measured = [...history, ...Array.from({ length: 20 }, () => truth)];
          const learned = measured.reduce(
            (known, ms) => correct(known, plan, [{ stepId: fit.id, ms, share: 1 }]),
            speed,
          );
          expect(Math.abs(msOf(plan, 'fit', learned) / truth - 1)).toBeLessThan(1e-3);
        },
      ),
      { seed: 5, numRuns: 100 },
    );
  });

  it('is moved only so far by one wild measurement, and not by senseless ones', () => {
    const before = msOf(plan, 'fit');
    const asleep = correct(speed, plan, [{ stepId: fit.id, ms: 1e12, share: 1 }]);
    expect(msOf(plan, 'fit', asleep)).toBeLessThan(50.001 * before);
    for (const ms of [0, -5, Number.NaN]) {
      expect(correct(speed, plan, [{ stepId: fit.id, ms, share: 1 }])).toEqual(speed);
    }
    expect(correct(speed, plan, [{ stepId: fit.id, ms: 500, share: 0 }])).toEqual(speed);
    expect(correct(speed, plan, [{ stepId: 'nobody', ms: 5, share: 1 }])).toEqual(speed);
  });
});

describe('what is known of speeds', () => {
  const known: Speed = { ...speed, images: { 'read a': 1.5 }, corrections: { 'fit head': 0.8 } };

  it('survives as text', () => {
    expect(parseSpeeds(formatSpeeds({ 'WASM · 2 threads': known }))).toEqual({ 'WASM · 2 threads': known });
  });

  it('is measured anew when the text is missing, damaged, of another version or senseless', () => {
    const text = formatSpeeds({ wasm: known });
    const damaged = [
      undefined,
      '',
      text.slice(0, -5),
      text.replace('"version":1', '"version":0'),
      text.replace('1000000000', '-1'),
      '[]',
    ];
    for (const some of damaged) expect(parseSpeeds(some)).toEqual({});
  });

  it('forgets the oldest kinds of images', () => {
    const images = Object.fromEntries(Array.from({ length: 100 }, (_, place) => [`vary ${place}`, 1]));
    const kept = Object.keys(parseSpeeds(formatSpeeds({ wasm: { ...known, images } })).wasm?.images ?? {});
    expect(kept.length).toBeLessThan(100);
    expect(kept.at(-1)).toBe('vary 99');
  });
});

describe('what was remembered of a machine', () => {
  const known: Speed = { calibration: CALIBRATION, images: { read: 3 }, corrections: { 'fit head': 1.5 } };

  it('is kept where a new measurement agrees', () => {
    const now = { ...CALIBRATION, inference: 1.9 * CALIBRATION.inference, stepMs: CALIBRATION.stepMs / 1.9 };
    expect(renewedSpeed(known, now)).toBe(known);
  });

  it.each(['inference', 'training', 'kernelMs', 'stepMs'] as const)(
    'is dropped whole when %s was measured while the machine was busy',
    (rate) => {
      const now = { ...CALIBRATION, [rate]: 30 * CALIBRATION[rate] };
      expect(renewedSpeed(known, now)).toEqual(startSpeed(now));
    },
  );

  it('is nothing at first', () => {
    expect(renewedSpeed(undefined, CALIBRATION)).toEqual(startSpeed(CALIBRATION));
  });
});
