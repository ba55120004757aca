import { Clock, Target } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Dialog } from '../controls/dialog';
import { SearchField } from '../controls/search-field';
import { formatDuration } from '../format/duration';
import { t, translated } from '../language/t';
import { GraphPicture } from '../picture/graph-picture';
import { LEVELS, type Level } from './lesson';
import { lessonLine } from './lesson-line';
import { openTemplate } from './open-template';
import { searchTemplates, tagsOf } from './search-templates';
import type { Template } from './template';
import { templates } from './templates';
import styles from './templates-dialog.module.css';
import { useExpectedTime } from './use-expected-time';

const TAGS = tagsOf(templates);

/** Graphs that ship with Graft. */
export default function TemplatesDialog({ onClose }: { readonly onClose: () => void }) {
  const [query, setQuery] = useState('');
  const [tag, setTag] = useState<string>();
  const [level, setLevel] = useState<Level>();
  const shown = useMemo(() => searchTemplates(templates, { query, tag, level }), [query, tag, level]);
  return (
    <Dialog
      size="wide"
      title={t('Templates')}
      description={t('Each is a lesson that runs. It opens as a new graph; yours stays in the library.')}
      onClose={onClose}
    >
      <div className={styles.tools}>
        <SearchField label={t('Search templates')} value={query} onChange={setQuery} />
        <Chips label={t('Level')} values={LEVELS} chosen={level} onChange={setLevel} />
        <Chips label={t('Topic')} values={TAGS} chosen={tag} onChange={setTag} />
      </div>
      <div className={styles.scroll}>
        <div className={styles.grid}>
          {shown.map((template) => (
            <Card key={template.id} template={template} />
          ))}
        </div>
        {shown.length === 0 && <p className={styles.none}>{t('No template fits. Take a filter away.')}</p>}
      </div>
    </Dialog>
  );
}

interface ChipsProps<V extends string> {
  readonly label: string;
  readonly values: readonly V[];
  readonly chosen: V | undefined;
  readonly onChange: (value: V | undefined) => void;
}

function Chips<V extends string>({ label, values, chosen, onChange }: ChipsProps<V>) {
  return (
    <fieldset className={styles.chips}>
      <legend className={styles.legend}>{label}</legend>
      {values.map((value) => (
        <button
          key={value}
          type="button"
          className={styles.chip}
          aria-pressed={value === chosen}
          onClick={() => onChange(value === chosen ? undefined : value)}
        >
          {translated(value)}
        </button>
      ))}
    </fieldset>
  );
}

function Card({ template }: { readonly template: Template }) {
  const { document, lesson } = template;
  const ms = useExpectedTime(document);
  return (
    <button type="button" className={styles.card} onClick={() => void openTemplate(template)}>
      <GraphPicture document={document} />
      <span className={styles.title}>{document.title}</span>
      <span className={styles.note}>{lessonLine(document.description)}</span>
      {lesson && (
        <span className={styles.about}>
          <span className={styles.level}>{translated(lesson.level)}</span>
          {ms !== undefined && (
            <span title={t('A first run on this machine, calculated from its measured speed')}>
              <Clock size={13} aria-hidden /> {t('about {ms} here', { ms: formatDuration(ms) })}
            </span>
          )}
          {lesson.result && (
            <span>
              <Target size={13} aria-hidden /> {translated(lesson.result)}
            </span>
          )}
        </span>
      )}
    </button>
  );
}
