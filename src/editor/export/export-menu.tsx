import { Download, FileImage, ImageDown, Table as TableIcon } from 'lucide-react';
import { IconButton } from '../controls/button';
import { Menu, MenuItem } from '../controls/menu';
import { t } from '../language/t';
import { download } from '../store/download';
import { currentDocument } from '../store/editor-store';
import { fileName } from '../store/file-name';
import { notify } from '../store/notices';
import { type Figure, saveFigurePng, saveFigureSvg } from './figure';
import type { Table } from './table';

interface ExportMenuProps {
  /** What is exported, for people: `Confusion matrix`. Also part of the file's name. */
  readonly name: string;
  /** Draws the figure when it is asked for; `undefined` while there is none. */
  readonly figure?: () => Figure | undefined | Promise<Figure | undefined>;
  readonly table?: () => Table;
}

/** A small button beside a figure or a table that saves it as a file. */
export function ExportMenu({ name, figure, table }: ExportMenuProps) {
  const path = () => `${fileName(currentDocument().title)}-${fileName(name)}`;
  const withFigure = (save: (figure: Figure, path: string) => void | Promise<void>) =>
    attempt(async () => {
      const drawn = await figure?.();
      if (drawn) await save(drawn, path());
    });
  const saveCsv = () =>
    attempt(async () => {
      if (!table) return;
      const { toCsv } = await import('./csv');
      download(`${path()}.csv`, new Blob([toCsv(table())], { type: 'text/csv;charset=utf-8' }));
    });
  return (
    <Menu
      align="end"
      trigger={<IconButton icon={Download} size={14} label={t('Save “{name}” as a file', { name })} />}
    >
      {figure && (
        <>
          <MenuItem
            icon={<FileImage size={15} aria-hidden />}
            label="SVG"
            detail={t('sharp at any size')}
            onSelect={() => withFigure(saveFigureSvg)}
          />
          <MenuItem
            icon={<ImageDown size={15} aria-hidden />}
            label="PNG"
            detail={t('for slides')}
            onSelect={() => withFigure(saveFigurePng)}
          />
        </>
      )}
      {table && (
        <MenuItem
          icon={<TableIcon size={15} aria-hidden />}
          label="CSV"
          detail={t('for a spreadsheet')}
          onSelect={saveCsv}
        />
      )}
    </Menu>
  );
}

function attempt(save: () => Promise<void>): void {
  save().catch((error: unknown) =>
    notify({
      tone: 'error',
      text: t('The file could not be made.'),
      detail: error instanceof Error ? error.message : String(error),
    }),
  );
}
