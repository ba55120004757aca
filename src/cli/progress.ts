import { SingleBar } from 'cli-progress';
import type { RunEvent } from '../engine/events';
import { describeProblem } from '../graph/problem';

/** Prints a run: a moving bar on a terminal, a line for each finished step elsewhere. */
export function printProgress(stream: NodeJS.WriteStream): (event: RunEvent) => void {
  const bar = stream.isTTY
    ? new SingleBar({
        stream,
        format: '{step} |{bar}| {percentage}% {detail}',
        barsize: 24,
        hideCursor: true,
        clearOnComplete: true,
      })
    : undefined;
  let fitDetail = '';
  /** The step at work, which the bar shows. */
  let atWork: string | undefined;
  const write = (line: string) => stream.write(`${line}\n`);
  const showBar = (step: string) => {
    atWork = step;
    bar?.start(1, 0, { step, detail: '' });
  };
  const endBar = () => {
    if (atWork !== undefined) bar?.stop();
    atWork = undefined;
  };
  /** A line above the bar. */
  const say = (line: string) => {
    const step = atWork;
    endBar();
    write(line);
    if (step !== undefined) showBar(step);
  };
  return (event) => {
    switch (event.type) {
      case 'run-started':
        return void write(`Backend: ${event.backend.label} (${event.backend.reason})`);
      case 'step-started':
        fitDetail = '';
        return showBar(event.stepId);
      case 'step-progress':
        bar?.setTotal(event.total);
        return bar?.update(event.done, {
          detail: `${event.done}/${event.total} ${event.unit} ${event.rate.toFixed(1)}/s ${Math.ceil(event.secondsLeft)} s left ${fitDetail}`,
        });
      case 'epoch': {
        const { epoch, loss, valAccuracy } = event.metrics;
        const val = valAccuracy === undefined ? '' : ` val ${(100 * valAccuracy).toFixed(1)} %`;
        fitDetail = `epoch ${epoch}/${event.epochs} loss ${loss.toFixed(4)}${val}`;
        return;
      }
      case 'resumed':
        return say(`resumed ${event.stepId}: goes on after ${epochsOf(event.epochs)}`);
      case 'step-finished':
        endBar();
        write(
          `${event.cached ? 'cached' : 'done  '} ${event.stepId} (${event.nodes.join(', ')}) ${Math.round(event.ms)} ms`,
        );
        for (const problem of event.problems) write(`  ${problem.severity}: ${describeProblem(problem)}`);
        return;
      case 'step-failed':
        endBar();
        return void write(`failed ${event.stepId}: ${describeProblem(event.problem)}`);
      case 'step-blocked':
        return void write(`blocked ${event.stepId}: it needs ${event.by}`);
      case 'step-skipped':
        return void write(`skipped ${event.stepId}: nothing that runs needs it`);
      case 'run-notice':
        return say(`${event.problem.severity}: ${describeProblem(event.problem)}`);
      case 'backend-changed':
        // Its step starts again.
        endBar();
        return void write(`${event.problem.severity}: ${describeProblem(event.problem)}`);
      case 'step-cancelled':
      case 'step-paused':
        endBar();
        return void write(`stopped ${event.stepId}`);
      case 'run-finished':
        return void write(`Run ${event.status} in ${(event.ms / 1000).toFixed(1)} s`);
      case 'batch':
        return;
    }
  };
}

const epochsOf = (count: number): string => `${count} whole epoch${count === 1 ? '' : 's'}`;
