import { ListOrdered } from 'lucide-react';
import type { Plan } from '../../plan/plan';
import { CommandButton } from '../commands/command-button';
import { storageCommand } from '../commands/view';
import { ExportMenu } from '../export/export-menu';
import { ProblemList } from '../inspector/problem-list';
import { t } from '../language/t';
import { EmptyResult } from '../results/empty-result';
import { useEditor } from '../store/editor-store';
import { PassList } from './pass-list';
import { planTable } from './plan-export';
import { PlanTable } from './plan-table';
import styles from './plan-view.module.css';
import { useHeadline, usePlanRows } from './use-plan';

/** What a run will do, step by step, what each step costs, and what the compiler did to make it fast. */
export default function PlanView() {
  const plan = useEditor((state) => state.analysis?.plan);
  const isEmpty = useEditor((state) => state.history.present.nodes.length === 0);
  if (!plan || isEmpty) {
    return (
      <EmptyResult icon={ListOrdered} title={t('No plan yet')}>
        {t('Add nodes, or open a template. What a run will do is listed here, with the time it takes.')}
      </EmptyResult>
    );
  }
  if (plan.blocking.length > 0) {
    return (
      <div className={styles.blocked}>
        <h3 className={styles.headline}>{t('The graph is not ready to run')}</h3>
        <p className={styles.detail}>{t('Once this is mended, the steps of a run are listed here.')}</p>
        <ProblemList problems={plan.blocking} />
      </div>
    );
  }
  return <ReadyPlan plan={plan} />;
}

function ReadyPlan({ plan }: { readonly plan: Plan }) {
  const rows = usePlanRows(plan);
  const { text, detail } = useHeadline(plan, rows);
  return (
    <div className={styles.view}>
      <header className={styles.header}>
        <div>
          <h3 className={styles.headline} aria-live="polite">
            {text}
          </h3>
          <p className={styles.detail}>{detail}</p>
        </div>
        <ExportMenu name={t('Plan')} table={() => planTable(rows, useEditor.getState().run.steps)} />
        <CommandButton command={storageCommand} />
      </header>
      <PlanTable rows={rows} />
      <PassList plan={plan} />
    </div>
  );
}
