import { FileArchive, FolderOpen, ImageUp } from 'lucide-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { hasErrors, type Problem } from '../../../graph/problem';
import type { DatasetIndex } from '../../../plan/catalog';
import { Button } from '../../controls/button';
import { Select } from '../../controls/select';
import { engine } from '../../engine/engine';
import { formatCount, plural } from '../../format/numbers';
import { ProblemList } from '../../inspector/problem-list';
import { t, translated } from '../../language/t';
import { adoptDataset, type ImportProgress, importDataset } from '../../store/datasets';
import { useEditor } from '../../store/editor-store';
import type { OwnDataset } from '../dataset-control';
import { useDatasetIndex } from '../use-dataset-index';
import styles from './files-control.module.css';
import { canPickFolder, type Dropped, pickFolder, readDropped, readPicked } from './read-dropped';

interface FilesControlProps {
  readonly chosen: OwnDataset | undefined;
  readonly onStored: (dataset: Pick<DatasetIndex, 'id' | 'name'>) => void;
}

/** Drop, folder picker, zip picker, and what was imported before. */
export function FilesControl({ chosen, onStored }: FilesControlProps) {
  const [progress, setProgress] = useState<ImportProgress>();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [over, setOver] = useState(false);
  const folder = useRef<HTMLInputElement>(null);
  const zip = useRef<HTMLInputElement>(null);

  const take = async (reading: Promise<Dropped | undefined> | Dropped) => {
    setProblems([]);
    setProgress({ stage: 'opening', done: 0, total: 0 });
    // The last reports may come after the result: they travel on their own.
    let going = true;
    const onProgress = (now: ImportProgress) => going && setProgress(now);
    try {
      const dropped = await reading;
      if (!dropped) return;
      const outcome = await importDataset(dropped.name, dropped.items, onProgress);
      if (outcome.ok) onStored(outcome.value);
      else setProblems(outcome.problems);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      setProblems([
        {
          code: 'import/failed',
          severity: 'error',
          message: t('The files could not be read: {message}', { message: translated(message) }),
        },
      ]);
    } finally {
      going = false;
      setProgress(undefined);
    }
  };

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    void take(readDropped(event.dataTransfer));
  };

  return (
    <div className={styles.control}>
      {chosen && <Chosen dataset={chosen} />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the two buttons inside do the same by keyboard */}
      <div
        className={styles.zone}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        {progress ? (
          <div className={styles.progress}>
            <p>{describeProgress(progress)}</p>
            <progress value={progress.done} max={progress.total || 1} aria-label={t('Import')} />
          </div>
        ) : (
          <>
            <ImageUp size={22} aria-hidden />
            <p>{t('Drop a folder or a zip here: one folder for each class.')}</p>
            <div className={styles.buttons}>
              <Button
                icon={FolderOpen}
                onClick={() => (canPickFolder() ? void take(pickFolder()) : folder.current?.click())}
              >
                {t('Folder…')}
              </Button>
              <Button icon={FileArchive} onClick={() => zip.current?.click()}>
                {t('Zip…')}
              </Button>
            </div>
          </>
        )}
      </div>
      <FileInput
        inputRef={folder}
        folder
        label={t('Folder of images')}
        onPick={(list) => void take(readPicked(list))}
      />
      <FileInput inputRef={zip} label={t('Zip of images')} onPick={(list) => void take(readPicked(list))} />
      {hasErrors(problems) && <ProblemList problems={problems} ofOneNode />}
      <StoredDatasets chosen={chosen} onStored={onStored} />
      <p className={styles.note}>{t('Your images stay in this browser.')}</p>
    </div>
  );
}

const STAGES = { opening: t('Opening'), reading: t('Reading') } as const;

const describeProgress = ({ stage, done, total }: ImportProgress): string =>
  total > 0
    ? t('{value} {done} of {total}…', {
        value: STAGES[stage],
        done: formatCount(done),
        total: formatCount(total),
      })
    : `${STAGES[stage]}…`;

interface FileInputProps {
  readonly inputRef: React.RefObject<HTMLInputElement | null>;
  readonly folder?: boolean;
  readonly label: string;
  readonly onPick: (list: FileList) => void;
}

function FileInput({ inputRef, folder, label, onPick }: FileInputProps) {
  return (
    <input
      ref={inputRef}
      type="file"
      hidden
      aria-label={label}
      accept={folder ? undefined : '.zip,application/zip'}
      webkitdirectory={folder ? '' : undefined}
      multiple={folder}
      onChange={(event) => {
        const { files } = event.target;
        if (files && files.length > 0) onPick(files);
        event.target.value = '';
      }}
    />
  );
}

/** Of the files that were left out; the data viewer has them all. */
const SKIPPED_SHOWN = 4;

function Chosen({ dataset }: { readonly dataset: OwnDataset }) {
  const summary = useEditor((state) => state.userDatasets.get(dataset.id));
  const skipped = useDatasetIndex(dataset.id).index?.skipped ?? [];
  const count = summary?.cells.reduce((sum, cell) => sum + cell.count, 0);
  return (
    <div className={styles.chosen}>
      <b>{dataset.name}</b>
      <span>
        {summary && count !== undefined
          ? t('{images} in {classs}', {
              images: plural(count, 'image'),
              classs: plural(summary.classes.length, 'class', 'classes'),
            })
          : t('not on this machine')}
      </span>
      {skipped.length > 0 && (
        <ul className={styles.skipped} aria-label={t('Left out')}>
          {skipped.slice(0, SKIPPED_SHOWN).map(({ file, reason }) => (
            <li key={`${file} ${reason}`}>
              <b>{file}</b> {translated(reason)}
            </li>
          ))}
          {skipped.length > SKIPPED_SHOWN && (
            <li>
              {t('and')} {skipped.length - SKIPPED_SHOWN} {t('more')}
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

/** What was imported before can be used again without the files. */
function StoredDatasets({ chosen, onStored }: FilesControlProps) {
  const [stored, setStored] = useState<readonly OwnDataset[]>([]);
  useEffect(() => {
    let current = true;
    // Listed anew when something else is chosen: it may just have been imported.
    void chosen?.id;
    engine()
      .then((api) => api.userDatasets())
      .then((list) => current && setStored(list))
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [chosen?.id]);
  if (stored.length === 0) return null;
  return (
    <Select
      label={t('Imported before')}
      value={chosen?.id ?? ''}
      options={[
        ...(chosen ? [] : [{ value: '', label: t('Imported before…') }]),
        ...stored.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(id) => {
        const dataset = stored.find((candidate) => candidate.id === id);
        if (dataset) void adoptDataset(id).then((outcome) => outcome.ok && onStored(dataset));
      }}
    />
  );
}
