import { type LucideIcon, SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { registry } from '../../../nodes/registry';
import type { Problem } from '../../graph/problem';
import { Button } from '../controls/button';
import { ProblemList } from '../inspector/problem-list';
import { showParam } from '../inspector/show-param';
import { inSentence, t, translated } from '../language/t';
import { useEditor } from '../store/editor-store';
import { nodeTitle, useNodeRun } from '../store/node-hooks';
import { blockerOf } from '../store/node-run';
import { focusNode } from '../store/run';
import { EmptyResult } from './empty-result';
import styles from './shared.module.css';

interface NoResultProps {
  readonly nodeId: string;
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children: ReactNode;
}

/** In place of a result: why the last run gave none, or what to do for one. */
export function NoResult({ nodeId, icon, title, children }: NoResultProps) {
  const { status, problems } = useNodeRun(nodeId);
  if (status === 'failed') return <Failure problems={problems} />;
  if (status === 'blocked') return <Blocked nodeId={nodeId} icon={icon} />;
  if (status === 'cancelled') {
    return (
      <EmptyResult icon={icon} title={t('The run was cancelled before this was done')}>
        {t('Press Run to go on. What was finished is not computed again.')}
      </EmptyResult>
    );
  }
  if (status === 'paused') {
    return (
      <EmptyResult icon={icon} title={t('Paused before this was done')}>
        {t('Press Resume to go on from there.')}
      </EmptyResult>
    );
  }
  if (status === 'queued') {
    return (
      <EmptyResult icon={icon} title={t('Waiting for its turn…')}>
        {t('What this needs is being computed.')}
      </EmptyResult>
    );
  }
  return (
    <EmptyResult icon={icon} title={title}>
      {children}
    </EmptyResult>
  );
}

/** What went wrong in the last run, and the way to the setting that mends it. */
export function Failure({ problems }: { readonly problems: readonly Problem[] }) {
  const errors = problems.filter((problem) => problem.severity === 'error');
  return (
    <div className={styles.failure}>
      <ProblemList problems={errors} ofOneNode />
      <div className={styles.failureActions}>
        {errors.map((problem) => (
          <ToParam key={`${problem.code} ${problem.param}`} problem={problem} />
        ))}
      </div>
    </div>
  );
}

function ToParam({ problem: { nodeId, param } }: { readonly problem: Problem }) {
  const node = useEditor((state) => state.history.present.nodes.find(({ id }) => id === nodeId));
  const spec = node && param !== undefined ? registry.get(node.kind)?.params[param] : undefined;
  if (!node || !spec || param === undefined) return null;
  return (
    <Button icon={SlidersHorizontal} onClick={() => showParam(node.id, param)}>
      {t('Change {setting}', { setting: inSentence(translated(spec.label)) })}
    </Button>
  );
}

function Blocked({ nodeId, icon }: Pick<NoResultProps, 'nodeId' | 'icon'>) {
  const blocker = useEditor((state) => blockerOf(state.run, state.analysis?.plan, nodeId));
  const node = useEditor((state) => state.history.present.nodes.find(({ id }) => id === blocker));
  return (
    <EmptyResult
      icon={icon}
      title={t('{value} failed', { value: node ? `“${nodeTitle(node)}”` : t('What this needs') })}
    >
      <p>{t('This waits for it and was not computed.')}</p>
      {node && <Button onClick={() => focusNode(node.id)}>{t('Show what is wrong')}</Button>}
    </EmptyResult>
  );
}
