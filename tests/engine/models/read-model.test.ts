import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bytesAccess } from '../../../src/engine/data/import/source';
import { readModel } from '../../../src/engine/models/read-model';
import { isFloat } from '../../../src/engine/models/safetensors/dtypes';
import { readFloats, readHeader } from '../../../src/engine/models/safetensors/read';
import { type NamedTensor, writeSafetensors } from '../../../src/engine/models/safetensors/write';
import { architectureOf } from '../../../src/plan/architectures/index';
import { parametersOf } from '../../../src/plan/architectures/parameters';
import { sizeOf } from '../../../src/plan/architectures/shapes';
import { start } from '../backend/start';
import { platform } from '../networks/specs';
import { memoryFiles } from '../store/memory-files';
import {
  bundleOf,
  expectClose,
  file,
  files,
  fixture,
  floats,
  outputAt,
  problemOf,
  READ_AT,
  read,
} from './reading';
import { type FileServer, fileServer } from './sources/file-server';

beforeAll(() => start('wasm'));

describe('a safetensors file of torchvision', () => {
  it('gives the features and the classes that PyTorch gives', async () => {
    const bundle = bundleOf(await read(file('resnet18.safetensors'), { inputSizes: [64, 96] }));
    const { info, provenance } = bundle;
    expect(info).toMatchObject({ family: 'ResNet', format: 'network', inputSizes: [64, 96] });
    expect(info.id).toMatch(/^own-[0-9a-f]+$/);
    expectClose(await outputAt(bundle, 64), floats('resnet18.features.bin'));
    const logits = info.blocks[64]?.at(-1)?.name ?? '';
    expectClose(await outputAt(bundle, 64, logits), floats('resnet18.logits.bin'));
    // Nobody says what they are called, so they are numbered.
    expect(info.classifier).toMatchObject({ block: logits });
    expect(info.classifier?.classes).toHaveLength(info.blocks[64]?.at(-1)?.shape[2] ?? 0);
    expect(info.classifier?.classes[0]).toBe('class 1');
    expect(provenance).toMatchObject({
      kind: 'file',
      origin: 'resnet18.safetensors',
      format: 'safetensors',
      readAt: READ_AT,
      verified: false,
    });
    expect(provenance.leftOut).toEqual([expect.stringContaining('counters of batches')]);
    expect(provenance.random).toBeUndefined();
  });

  it('gives the same id for the same content, whatever it is called', async () => {
    const first = bundleOf(await read(file('resnet18.safetensors'), { inputSizes: [64] }));
    const second = bundleOf(
      await read(file('other.safetensors', fixture('resnet18.safetensors')), { inputSizes: [96] }),
    );
    expect(second.info.id).toBe(first.info.id);
  });

  it('is checked against the checksum that the user expects', async () => {
    const checksum = '0'.repeat(64);
    expect(problemOf(await read(file('resnet18.safetensors'), { checksum }))?.code).toBe(
      'model/wrong-checksum',
    );
  });
});

describe('a file that fits only in part', () => {
  /** The fixture's tensors, changed; written again by our own writer. */
  async function changed(change: (tensors: NamedTensor[]) => NamedTensor[]) {
    const source = bytesAccess(fixture('resnet18.safetensors'));
    const entries = (await readHeader(source)).tensors.filter(({ dtype }) => isFloat(dtype));
    const tensors = await Promise.all(
      entries.map(async (entry) => {
        const data = new Float32Array(entry.shape.reduce((product, side) => product * side, 1));
        await readFloats(source, entry, data);
        return { name: entry.name, shape: entry.shape, data };
      }),
    );
    return file('part.safetensors', writeSafetensors(change(tensors)));
  }
  const withoutStage4 = () => changed((all) => all.filter(({ name }) => !name.startsWith('layer4.1.conv')));

  it('is loaded only when the user says so', async () => {
    const outcome = await read(await withoutStage4());
    if (outcome.kind !== 'choice') throw new Error(outcome.kind);
    expect(outcome.report).toMatchObject({
      architecture: 'resnet18',
      missing: [
        { name: 'layer4.1.conv1.weight', expected: [32, 32, 3, 3] },
        { name: 'layer4.1.conv2.weight', expected: [32, 32, 3, 3] },
      ],
      wholeUpTo: 'layer4.0',
    });
  });

  it('then says which weights are random, from which seed; the others are the file’s', async () => {
    const source = await withoutStage4();
    const options = { partial: true, inputSizes: [64] };
    const first = bundleOf(await read(source, { ...options, seed: 1 }));
    const again = bundleOf(await read(source, { ...options, seed: 1 }));
    const other = bundleOf(await read(source, { ...options, seed: 2 }));
    expect(first.provenance.random).toEqual({
      names: ['layer4.1.conv1.weight', 'layer4.1.conv2.weight'],
      seed: 1,
    });
    expect(first.info.note).toContain('2 of its');
    // Behind random weights the classifier's answers say nothing of the source's classes.
    expect(first.info.classifier).toBeUndefined();
    expect(again.info.id).toBe(first.info.id);
    expect(other.info.id).not.toBe(first.info.id);
    const whole = bundleOf(await read(file('resnet18.safetensors'), { inputSizes: [64] }));
    expectClose(await outputAt(first, 64, 'layer4.0'), await outputAt(whole, 64, 'layer4.0'));
  });

  it('without a classifier ends before it, and nothing is random', async () => {
    const source = await changed((all) => all.filter(({ name }) => !name.startsWith('fc.')));
    const bundle = bundleOf(await read(source, { inputSizes: [64] }));
    expect(bundle.provenance.leftOut).toEqual([expect.stringContaining('no classifier')]);
    expect(bundle.info.blocks[64]?.at(-1)?.name).toBe(bundle.info.defaultCut);
    expect(bundle.info.classifier).toBeUndefined();
    expectClose(await outputAt(bundle, 64), floats('resnet18.features.bin'));
  });

  it('may be another network altogether', async () => {
    const source = file(
      'x.safetensors',
      writeSafetensors([{ name: 'a', shape: [1], data: Float32Array.of(1) }]),
    );
    expect(problemOf(await read(source))?.code).toBe('model/unknown-network');
  });
});

describe('Keras files', () => {
  it.each([
    ['keras2.h5', 'keras-h5'],
    ['keras3.keras', 'keras-zip'],
  ])('%s gives the features that PyTorch gives', async (name, format) => {
    const bundle = bundleOf(await read(file(name)));
    const { info, provenance } = bundle;
    expect(info).toMatchObject({ format: 'layers', defaultInputSize: 32, defaultCut: 'last' });
    const blocks = info.blocks[32] ?? [];
    expect(blocks.map((block) => [block.name, ...block.shape])).toEqual([
      ['stem_relu', 32, 32, 4],
      ['sum', 32, 32, 4],
      ['pool', 16, 16, 4],
      ['last', 8, 8, 6],
    ]);
    expect(blocks.map(({ params }) => params)).toEqual([108 + 16, 144 + 4, 36 + 16, 216 + 6]);
    expect(blocks[0]?.flops).toBe(2 * 27 * 32 * 32 * 4);
    expectClose(await outputAt(bundle, 32), floats(name.replace(/\.\w+$/, '.features.bin')));
    expect(provenance).toMatchObject({ format, leftOut: [expect.stringMatching(/"last".*gap, top/)] });
    expect(info.note).toContain('from 0 to 1 is assumed');
  });

  it('is damaged when it is cut off', async () => {
    const bytes = fixture('keras2.h5');
    expect(problemOf(await read(file('a.h5', bytes.slice(0, 5000))))?.code).toBe('model/bad-hdf5');
    expect(problemOf(await read(file('a.keras', fixture('keras3.keras').slice(0, 9000))))?.code).toBeTruthy();
  });
});

describe('what runs code', () => {
  it.each(['model.pth', 'pytorch_model.bin', 'a.pkl'])('%s is refused unopened', async (name) => {
    const problem = problemOf(await read(file(name, Uint8Array.of(1, 2, 3))));
    expect(problem).toMatchObject({ code: 'model/pickle', hint: expect.stringContaining('convert') });
  });

  it('is found by its content too', async () => {
    const pickle = Uint8Array.of(0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9);
    expect(problemOf(await read(file('weights.safetensor', pickle)))?.code).toBe('model/pickle');
  });
});

describe('what is refused by name', () => {
  const weights = (name: string, shape: readonly number[]): NamedTensor => ({
    name,
    shape,
    data: new Float32Array(sizeOf(shape)),
  });

  it('is a network with grouped convolutions', async () => {
    const tensors = [
      weights('layer1.0.conv1.weight', [8, 4, 1, 1]),
      weights('layer1.0.conv2.weight', [8, 2, 3, 3]),
    ];
    const problem = problemOf(await read(file('resnext.safetensors', writeSafetensors(tensors))));
    expect(problem?.code).toBe('model/grouped-convolutions');
  });

  it('are weights in several files, by their index or by a part', async () => {
    const index = { metadata: {}, weight_map: { a: 'model-00001-of-00002.safetensors' } };
    const text = new TextEncoder().encode(JSON.stringify(index));
    const part = writeSafetensors([weights('a', [1])]);
    for (const source of [
      file('model.safetensors.index.json', text),
      file('model-00001-of-00002.safetensors', part),
    ])
      expect(problemOf(await read(source))?.code).toBe('model/split-weights');
  });

  it('is a MobileNetV3 that pads as TensorFlow does', async () => {
    const config = { architecture: 'tf_mobilenetv3_small_100', pretrained_cfg: { tag: 'in1k' } };
    const network = architectureOf('mobilenet_v3_small')?.build({ width: 0.25, classes: 2 });
    if (!network) throw new Error('There is no MobileNetV3.');
    const tensors = parametersOf(network, 64).map(({ name, shape }) => weights(name, shape));
    const source = files(
      { name: 'model.safetensors', content: writeSafetensors(tensors) },
      { name: 'config.json', content: new TextEncoder().encode(JSON.stringify(config)) },
    );
    expect(problemOf(await read(source))?.message).toContain('pads its images as TensorFlow does');
  });
});

it('warns of ways to a square that it does not know', async () => {
  const config = { pretrained_cfg: { interpolation: 'hamming', crop_pct: 0.9 } };
  const source = files(
    { name: 'resnet18.safetensors', content: fixture('resnet18.safetensors') },
    { name: 'config.json', content: new TextEncoder().encode(JSON.stringify(config)) },
  );
  const outcome = await read(source, { inputSizes: [64] });
  expect(outcome).toMatchObject({ warnings: [{ code: 'model/other-resize' }] });
  expect(bundleOf(outcome).info.preprocessing.resize).toEqual({ crop: 0.9 });
});

it('says of any other file what would be read', async () => {
  const problem = problemOf(await read(file('a.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47))));
  expect(problem).toMatchObject({ code: 'model/unknown-format' });
});

it('rejects with the reason when it is cancelled', async () => {
  const reason = new Error('enough');
  const signal = AbortSignal.abort(reason);
  const work = readModel(file('resnet18.safetensors'), { readAt: READ_AT }, platform, undefined, signal);
  await expect(work).rejects.toBe(reason);
});

describe('from the web', () => {
  let server: FileServer;
  beforeEach(async () => {
    server = await fileServer();
  });
  afterEach(() => server.close());

  const REPOSITORY = 'timm/resnet18.a1_in1k';
  const COMMIT = 'a'.repeat(40);
  const CONFIG = {
    architecture: 'resnet18',
    num_classes: 5,
    pretrained_cfg: {
      tag: 'a1_in1k',
      input_size: [3, 64, 64],
      mean: [0.5, 0.5, 0.5],
      std: [0.5, 0.5, 0.5],
      interpolation: 'bicubic',
      crop_pct: 0.95,
      crop_mode: 'center',
      license: 'apache-2.0',
    },
    label_names: ['a', 'b', 'c', 'd', 'e'],
  };
  function serveRepository(revision: string): void {
    const path = `${REPOSITORY}/resolve/${revision}/`;
    server.files.set(`${path}model.safetensors`, { bytes: '', redirect: '/blobs/1' });
    server.files.set('blobs/1', { bytes: fixture('resnet18.safetensors'), etag: '"1"' });
    server.files.set(`${path}config.json`, { bytes: JSON.stringify(CONFIG) });
  }

  it('reads a Hugging Face repository, with what its config says', async () => {
    serveRepository('main');
    const downloads = memoryFiles();
    const outcome = await read(
      { kind: 'hugging-face', id: REPOSITORY },
      { hub: server.url },
      { ...platform, downloads },
    );
    const { info, provenance } = bundleOf(outcome);
    expect(info).toMatchObject({
      preprocessing: { scale: 1 / 127.5, offset: -1, resize: { interpolation: 'bicubic', crop: 0.95 } },
      defaultInputSize: 64,
      licence: 'apache-2.0',
      sourceTask: 'Telling apart 5 classes (ImageNet-1k)',
    });
    expect(provenance).toMatchObject({
      kind: 'hugging-face',
      origin: REPOSITORY,
      sourceClasses: ['a', 'b', 'c', 'd', 'e'],
    });
    expect(downloads.contents.size).toBeGreaterThan(0);
  });

  it('pins the commit and checks the checksum where the Hub lists them', async () => {
    serveRepository(COMMIT);
    const listing = (sha256: string) => ({
      sha: COMMIT,
      siblings: [{ rfilename: 'config.json' }, { rfilename: 'model.safetensors', lfs: { sha256 } }],
    });
    const path = `api/models/${REPOSITORY}/revision/main?blobs=true`;
    server.files.set(path, { bytes: JSON.stringify(listing('0'.repeat(64))) });
    const id = { kind: 'hugging-face', id: REPOSITORY } as const;
    const problem = problemOf(await read(id, { hub: server.url }));
    expect(problem?.code).toBe('model/wrong-checksum');
    const checksum = problem?.received?.replace('SHA-256 ', '') ?? '';
    server.files.set(path, { bytes: JSON.stringify(listing(checksum)) });
    expect(bundleOf(await read(id, { hub: server.url })).provenance).toMatchObject({
      origin: `${REPOSITORY}@${COMMIT}`,
      checksum,
      verified: true,
    });
  });

  it('refuses a repository of pickles, a closed one, and what is no repository', async () => {
    const path = `api/models/${REPOSITORY}/revision/main?blobs=true`;
    server.files.set(path, { bytes: JSON.stringify({ siblings: [{ rfilename: 'pytorch_model.bin' }] }) });
    const code = async (id: string) =>
      problemOf(await read({ kind: 'hugging-face', id }, { hub: server.url }))?.code;
    expect(await code(REPOSITORY)).toBe('model/pickle');
    server.files.set('a/closed/resolve/main/model.safetensors', { bytes: '', status: 401 });
    expect(await code('a/closed')).toBe('model/denied');
    expect(await code('nothing')).toBe('model/bad-id');
    expect(await code('a/../../b')).toBe('model/bad-id');
  });

  it('reads an address, and keeps to itself what may be secret in it', async () => {
    server.files.set('w.safetensors?token=1', { bytes: fixture('resnet18.safetensors') });
    const url = `${server.url}w.safetensors?token=1`;
    const { provenance } = bundleOf(await read({ kind: 'url', url }, { inputSizes: [64] }));
    expect(provenance.origin).toBe(`${server.url}w.safetensors`);
    expect(problemOf(await read({ kind: 'url', url: 'file:///etc/passwd' }))?.code).toBe('model/bad-address');
  });
});
