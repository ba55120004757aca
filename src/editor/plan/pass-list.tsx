import { Check, Minus } from 'lucide-react';
import { type PassName, type Plan, wasIdle } from '../../plan/plan';
import { t, translated } from '../language/t';
import shared from '../results/shared.module.css';
import styles from './plan-view.module.css';
import { STEP_KINDS } from './step-kinds';

/** What each pass of the compiler did in this plan, in words, and to which steps. */
export function PassList({ plan }: { readonly plan: Plan }) {
  return (
    <section>
      <h3 className={shared.heading}>{t('How this plan was made')}</h3>
      <ol className={styles.passes}>
        {plan.passes.map((report) => {
          const { name, title, summary } = report;
          const notes = notesOf(plan, name);
          const idle = wasIdle(report);
          const Icon = idle ? Minus : Check;
          return (
            <li key={name} data-idle={idle}>
              <Icon size={14} aria-hidden />
              <div>
                <p>
                  <b>{translated(title)}.</b> {translated(summary)}
                </p>
                {notes.map(({ text, steps }) => (
                  <p key={text} className={styles.note}>
                    {steps}: {translated(text)}
                  </p>
                ))}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** Equal notes are told once, with the steps that they are about. */
function notesOf(plan: Plan, pass: PassName): readonly { readonly text: string; readonly steps: string }[] {
  const counts = new Map<string, Map<string, number>>();
  for (const { op, notes } of plan.steps) {
    for (const note of notes) {
      if (note.pass !== pass) continue;
      const { label } = STEP_KINDS[op];
      const byLabel = counts.get(note.text) ?? new Map<string, number>();
      counts.set(note.text, byLabel.set(label, (byLabel.get(label) ?? 0) + 1));
    }
  }
  return [...counts].map(([text, byLabel]) => ({
    text,
    steps: [...byLabel]
      .map(([label, count]) => (count > 1 ? t('{label} ({count} steps)', { label, count }) : label))
      .join(', '),
  }));
}
