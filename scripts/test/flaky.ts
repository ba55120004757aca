import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter';

/** The names of the tests that failed at first and passed when tried again. */
export const flakyTests = ({ suites }: Pick<JSONReport, 'suites'>): string[] => suites.flatMap(ofSuite);

const ofSuite = ({ specs, suites = [] }: JSONReportSuite): string[] => [
  ...specs
    .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
    .map(({ file, line, title }) => `${file}:${line} ${title}`),
  ...suites.flatMap(ofSuite),
];
