import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/cli/report';
import { formatDocument } from '../../src/graph/parse';
import { stateDictFile } from '../engine/library/state-dict-file';
import { graph } from '../plan/graphs';
import { graft } from './cli';

const folder = mkdtempSync(join(tmpdir(), 'graft-cli-models-'));
const at = (name: string): string => join(folder, name);
const library = ['--models', at('library')];
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(() => {
  writeFileSync(at('tiny.safetensors'), stateDictFile('resnet18', { width: 1 / 16 }));
  writeFileSync(at('half.safetensors'), stateDictFile('resnet18', { width: 1 / 16, without: /^layer4/ }));
  writeFileSync(
    at('graph.json'),
    formatDocument(
      graph(
        {
          data: { kind: 'dataset', params: { source: 'digits', classes: ['0', '1'], limitPerClass: 20 } },
          split: { kind: 'split' },
          backbone: { kind: 'backbone' },
          freeze: { kind: 'freeze' },
          head: { kind: 'head' },
          train: { kind: 'train', params: { epochs: 2, batchSize: 8 } },
          evaluate: { kind: 'evaluate' },
        },
        [
          'data.data -> split.data',
          'split.data -> train.data',
          'split.data -> evaluate.data',
          'backbone.model -> freeze.model',
          'freeze.model -> head.model',
          'head.model -> train.model',
          'train.trained -> evaluate.trained',
        ],
      ),
    ),
  );
});

describe('graft models', () => {
  it('imports, lists, runs with, exports and removes a model', async () => {
    const imported = await graft('models', 'import', at('tiny.safetensors'), '--name', 'Tiny', ...library);
    expect(imported.err).not.toContain('Error');
    expect(imported.out).toMatch(/^own-[0-9a-f]+ Tiny$/m);
    const list = await graft('models', 'list', ...library);
    expect(list.out).toMatch(/own-[0-9a-f]+ +Tiny .*ResNet +tiny\.safetensors/);

    const set = ['--set', 'backbone.inputSize=64', '--backend', 'wasm'];
    const run = await graft(
      'run',
      at('graph.json'),
      '--backbone',
      'backbone=Tiny',
      ...set,
      ...library,
      '--report',
      at('report.json'),
    );
    expect(run.code, run.err).toBe(0);
    const report: Report = JSON.parse(readFileSync(at('report.json'), 'utf8'));
    expect(report.nodes.evaluate?.op).toBe('evaluate');

    const exported = await graft('models', 'export', 'Tiny', '--out', at('out.safetensors'), ...library);
    expect(exported.code, exported.err).toBe(0);
    expect(existsSync(at('out.safetensors'))).toBe(true);
    const id = imported.out.split(' ')[0] ?? '';
    expect((await graft('models', 'remove', 'Tiny', ...library)).out).toContain(id);
    expect((await graft('models', 'list', ...library)).out).toContain('no models of your own');

    const again = await graft('models', 'import', at('out.safetensors'), ...library);
    expect(again.out.trim()).toBe(`${id} Tiny`);
    // Eight processes, one after the other.
  }, 240_000);

  it('says what does not fit, and takes a part only when told', async () => {
    const refused = await graft('models', 'import', at('half.safetensors'), ...library);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('not all of it fits');
    expect(refused.err).toMatch(/layer4\.0\.conv1\.weight +\[\d+, \d+, 3, 3\] +–/);
    expect(refused.err).toContain('add --partial');
    const taken = await graft('models', 'import', at('half.safetensors'), '--partial', ...library);
    expect(taken.code, taken.err).toBe(0);
  }, 120_000);

  it('refuses what is no model, no address and no id, and a name that nobody has', async () => {
    const nothing = await graft('models', 'import', 'no-such-file.safetensors', ...library);
    expect(nothing).toMatchObject({ code: 2 });
    expect(nothing.err).toContain('is no file, no address');
    const unknown = await graft('models', 'export', 'Nobody', ...library);
    expect(unknown).toMatchObject({ code: 2 });
    expect(unknown.err).toContain('There is no model "Nobody"');
  });
});
