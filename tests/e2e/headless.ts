import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Report } from '../../src/cli/report';

/** What the headless runner reports of a graph, given as the text of its file, that it runs on WASM. */
export async function headlessReport(graph: string): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'graft-e2e-'));
  const [file, report] = [join(folder, 'graph.json'), join(folder, 'report.json')];
  writeFileSync(file, graph);
  const options = ['--backend', 'wasm', '--no-cache', '--report', report];
  try {
    await promisify(execFile)('npx', ['tsx', 'src/cli/main.ts', 'run', file, ...options]);
    return JSON.parse(readFileSync(report, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
