import type { JSONReportSpec, JSONReportSuite } from '@playwright/test/reporter';
import { expect, test } from 'vitest';
import { flakyTests } from '../../scripts/test/flaky';

type Status = JSONReportSpec['tests'][number]['status'];

const spec = (title: string, status: Status) =>
  ({ title, file: 'run.spec.ts', line: 7, tests: [{ status }] }) as unknown as JSONReportSpec;
const suite = (specs: JSONReportSpec[], suites?: JSONReportSuite[]) =>
  ({ title: '', file: 'run.spec.ts', line: 0, column: 0, specs, suites }) as JSONReportSuite;

test('only tests that passed when tried again are named, also those within a group', () => {
  const group = suite([spec('shaky within', 'flaky'), spec('broken', 'unexpected')]);
  const suites = [suite([spec('steady', 'expected'), spec('shaky', 'flaky')], [group])];
  expect(flakyTests({ suites })).toEqual(['run.spec.ts:7 shaky', 'run.spec.ts:7 shaky within']);
});
