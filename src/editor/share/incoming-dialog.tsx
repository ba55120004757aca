import { useState } from 'react';
import { Button } from '../controls/button';
import { Dialog } from '../controls/dialog';
import { Markdown } from '../controls/markdown';
import { plural } from '../format/numbers';
import { t, translated } from '../language/t';
import { GraphPicture } from '../picture/graph-picture';
import { wayBack } from '../store/files';
import { notify } from '../store/notices';
import { openDocument } from '../store/session';
import { BroughtList } from './brought-list';
import { takeOver } from './bundle';
import type { Incoming } from './incoming';
import { LoadList } from './load-list';
import styles from './share.module.css';
import { useLoads } from './use-loads';

interface IncomingDialogProps {
  readonly incoming: Incoming;
  readonly onClose: () => void;
}

const SOURCES = {
  link: t('a link'),
  file: t('a file'),
  picture: t('a picture'),
  bundle: t('a bundle'),
} as const;

/** Somebody's graph, before it is opened: what it is, and what it would load. */
export default function IncomingDialog({ incoming, onClose }: IncomingDialogProps) {
  const { document, problems, source, bundle } = incoming;
  const [share, setShare] = useState<number>();
  const brought = new Set(bundle?.datasets.map(({ name }) => name));
  const loads = useLoads(document).filter(({ name, from }) => from !== 'missing' || !brought.has(name));
  const open = async () => {
    try {
      if (bundle) await takeOver(bundle, setShare);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      notify({ tone: 'error', lasting: true, text: t('Images and models could not be taken over.'), detail });
    }
    const left = openDocument(document, { fileProblems: problems });
    notify({
      tone: 'success',
      text: t('Opened "{title}".', { title: document.title }),
      action: wayBack(left),
    });
  };
  return (
    <Dialog
      size="medium"
      title={document.title}
      description={t('From {value}: {nodes}, {wires}. Nothing of it is open or running yet.', {
        value: SOURCES[source],
        nodes: plural(document.nodes.length, 'node'),
        wires: plural(document.wires.length, 'wire'),
      })}
      onClose={onClose}
    >
      <div className={styles.body}>
        <GraphPicture document={document} />
        {document.description && (
          <div className={styles.description}>
            <Markdown text={document.description} />
          </div>
        )}
        {bundle && <BroughtList brought={bundle} />}
        <section>
          <h3 className={styles.heading}>{t('What it loads when you run it')}</h3>
          <LoadList loads={loads} />
        </section>
        {problems.map((problem) => (
          <p key={`${problem.code} ${problem.message}`} className={styles.warning}>
            {translated(problem.message)} {translated(problem.hint ?? '')}
          </p>
        ))}
      </div>
      <footer className={styles.footer}>
        <p className={styles.quiet}>
          {t(
            'It opens as a new graph in your library. Opening it runs nothing and loads nothing from elsewhere.',
          )}
        </p>
        <Button disabled={share !== undefined} onClick={onClose}>
          {t('Not now')}
        </Button>
        <Button tone="primary" autoFocus disabled={share !== undefined} onClick={() => void open()}>
          {share === undefined
            ? t('Open graph')
            : t('Taking over… {value} %', { value: Math.round(100 * share) })}
        </Button>
      </footer>
    </Dialog>
  );
}
