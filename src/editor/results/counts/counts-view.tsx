import { Grid3x3, Images } from 'lucide-react';
import type { DataValue, PartCounts } from '../../../plan/expressions';
import { Button } from '../../controls/button';
import { ExportMenu } from '../../export/export-menu';
import type { Table } from '../../export/table';
import { formatCount } from '../../format/numbers';
import { t } from '../../language/t';
import { useEditor } from '../../store/editor-store';
import { nameWidth } from '../name-width';
import { NoResult } from '../no-result';
import { NodeSteps } from '../node/node-steps';
import { RowSpace } from '../row-space';
import shared from '../shared.module.css';
import { useRowWindow } from '../use-row-window';
import styles from './counts-view.module.css';

const PARTS: readonly { readonly part: keyof PartCounts; readonly label: string }[] = [
  { part: 'train', label: t('Training') },
  { part: 'val', label: t('Validation') },
  { part: 'test', label: t('Test') },
];

/** What goes through a data node: images of each class and part, known before any run. */
export function CountsView({ nodeId }: { readonly nodeId: string }) {
  const data = useEditor((state) => state.analysis?.inferred.get(nodeId)?.outputs.data);
  if (data?.type !== 'data') {
    return (
      <NoResult nodeId={nodeId} icon={Images} title={t('No data yet')}>
        {t('Mend what the node reports, and its images will be counted here.')}
      </NoResult>
    );
  }
  return (
    <div className={styles.view}>
      <section>
        <div className={styles.head}>
          <h3 className={shared.heading}>{t('Images by class')}</h3>
          <Button icon={Grid3x3} onClick={() => useEditor.setState({ dialog: { type: 'dataset', nodeId } })}>
            {t('Browse the images')}
          </Button>
          <ExportMenu name={t('Images by class')} table={() => countsTable(data)} />
        </div>
        <CountTable data={data} />
        {data.views > 1 && (
          <p className={styles.note}>
            {t('Each training image is seen in {views} versions: itself and', { views: data.views })}{' '}
            {data.views - 1} {t('varied.')}
          </p>
        )}
      </section>
      <NodeSteps nodeId={nodeId} />
    </div>
  );
}

const NAME_PIXELS = 180;

function CountTable({ data }: { readonly data: DataValue }) {
  const shown = PARTS.filter(({ part }) => data.classCounts.some((counts) => counts[part] > 0));
  const parts = data.isSplit ? shown : shown.map((part) => ({ ...part, label: t('Images') }));
  const total = ({ train, val, test }: PartCounts) => train + val + test;
  const most = Math.max(1, ...data.classCounts.map(total));
  const rows = data.classes.map((name, place) => ({
    name,
    counts: data.classCounts[place] ?? { train: 0, val: 0, test: 0 },
  }));
  const { scroller, from, to, before, behind } = useRowWindow(rows.length);
  const columns = parts.length + 2;
  return (
    <div ref={scroller} className={styles.scroll}>
      <table className={styles.table} aria-rowcount={rows.length + 2}>
        <thead>
          <tr>
            <th style={{ minWidth: nameWidth(data.classes, NAME_PIXELS) }}>{t('Class')}</th>
            <th aria-hidden />
            {parts.map(({ part, label }) => (
              <th key={part} data-part={part}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <RowSpace height={before} columns={columns} />
          {rows.slice(from, to).map(({ name, counts }) => (
            <tr key={name}>
              <td title={name}>{name}</td>
              <td aria-hidden>
                <span className={styles.bar}>
                  {parts.map(({ part }) => (
                    <i key={part} data-part={part} style={{ width: `${(counts[part] / most) * 100}%` }} />
                  ))}
                </span>
              </td>
              {parts.map(({ part }) => (
                <td key={part}>{formatCount(counts[part])}</td>
              ))}
            </tr>
          ))}
          <RowSpace height={behind} columns={columns} />
        </tbody>
        <tfoot>
          <tr>
            <td>{t('All')}</td>
            <td />
            {parts.map(({ part }) => (
              <td key={part}>{formatCount(rows.reduce((sum, { counts }) => sum + counts[part], 0))}</td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

const countsTable = ({ classes, classCounts }: DataValue): Table => ({
  columns: [t('Class'), ...PARTS.map(({ label }) => label)],
  rows: classes.map((name, place) => [name, ...PARTS.map(({ part }) => classCounts[place]?.[part] ?? 0)]),
});
