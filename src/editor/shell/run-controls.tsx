import { ChevronDown } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import type { Command } from '../commands/command';
import { CommandButton, useEnabled } from '../commands/command-button';
import { cancelCommand, pauseCommand, runCommand, runSelectedCommand } from '../commands/running';
import { Button } from '../controls/button';
import { LateMenu } from '../controls/late-menu';
import { Tooltip } from '../controls/tooltip';
import { t } from '../language/t';
import { soon } from '../loading/soon';
import { useEditor } from '../store/editor-store';
import { nodeTitle } from '../store/node-hooks';
import { runFraction } from '../store/node-run';
import { nodeOf, placeOf, unfinishedTrainings } from '../store/run-unfinished';
import styles from './top-bar.module.css';

const RunMenu = soon(() => import('./run-menu').then((all) => all.RunMenu));

/** All its states are equally wide: buttons that move while one aims at them are missed. */
export function RunControls() {
  const running = useEditor((state) => state.run.status === 'running');
  const blocked = useEditor((state) => (state.analysis?.plan.blocking.length ?? 0) > 0);
  return <div className={styles.run}>{running ? <Running /> : <Idle blocked={blocked} />}</div>;
}

function Running() {
  const fraction = useEditor((state) => runFraction(state.run));
  return (
    <>
      <StopButton command={pauseCommand} tone="outline" />
      <StopButton command={cancelCommand} tone="danger" />
      <div className={styles.progress} aria-hidden>
        <div style={{ width: `${fraction * 100}%` }} />
      </div>
    </>
  );
}

function StopButton({ command, tone }: { readonly command: Command; readonly tone: 'outline' | 'danger' }) {
  const enabled = useEnabled(command);
  return (
    <Button
      tone={tone}
      icon={command.icon}
      className={styles.runButton}
      disabled={!enabled}
      onClick={command.run}
    >
      {command.label}
    </Button>
  );
}

function Idle({ blocked }: { readonly blocked: boolean }) {
  const places = useEditor(useShallow(unfinishedPlaces));
  const isPaused = useEditor((state) => state.run.status === 'paused') && !blocked;
  const isUnfinished = places.length > 0;
  const button = (
    <Button
      tone="primary"
      icon={runCommand.icon}
      className={`${styles.runButton} ${blocked ? styles.blocked : ''}`}
      title={blocked ? t('Not ready: press to see what is missing') : undefined}
      onClick={runCommand.run}
    >
      {isUnfinished || isPaused ? t('Resume') : t('Run')}
    </Button>
  );
  if (!isUnfinished) {
    return (
      <>
        <RunSelected />
        {button}
      </>
    );
  }
  return (
    <>
      <RunSelected />
      <div className={styles.split}>
        <Tooltip text={t('Go on with {value}', { value: places.join(', ') })}>{button}</Tooltip>
        <LateMenu
          menu={RunMenu}
          button={
            <button type="button" className={styles.more} aria-label={t('More ways to run')}>
              <ChevronDown size={15} aria-hidden />
            </button>
          }
        />
      </div>
    </>
  );
}

const RunSelected = () => (
  <span className={styles.runSelected}>
    <CommandButton command={runSelectedCommand} />
  </span>
);

/** `Train: epoch 8 of 20`, for each unfinished training. */
const unfinishedPlaces = (state: Parameters<typeof unfinishedTrainings>[0]): readonly string[] =>
  unfinishedTrainings(state).map((training) => {
    const node = state.history.present.nodes.find(({ id }) => id === nodeOf(state, training));
    return `${node ? nodeTitle(node) : t('Training')}: ${placeOf(training)}`;
  });
