import { Copy, FileImage, FileJson, ImageDown } from 'lucide-react';
import { useMemo, useState } from 'react';
import { shareLink } from '../../graph/share/link';
import { Button } from '../controls/button';
import { Dialog } from '../controls/dialog';
import field from '../controls/field.module.css';
import { formatCount } from '../format/numbers';
import { t } from '../language/t';
import { useEditor } from '../store/editor-store';
import { saveFile } from '../store/files';
import { notify } from '../store/notices';
import { BundleSection } from './bundle-section';
import { savePng, saveSvg } from './export-picture';
import { LoadList } from './load-list';
import styles from './share.module.css';
import { useLoads } from './use-loads';

/** What common programs pass on without cutting it. */
const SAFE_LENGTH = 8000;

/** The ways to give a graph to somebody. */
export default function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const document = useEditor((state) => state.history.present);
  const link = useMemo(() => shareLink(location.href, document), [document]);
  const [copied, setCopied] = useState(false);
  const missing = useLoads(document).filter(({ from }) => from === 'here' || from === 'missing');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
    } catch {
      notify({ tone: 'error', text: t('The browser does not let Graft copy. Select the link and copy it.') });
    }
  };
  const report = (error: unknown) =>
    notify({
      tone: 'error',
      text: t('The picture could not be made.'),
      detail: error instanceof Error ? error.message : String(error),
    });
  return (
    <Dialog
      size="medium"
      title={t('Share')}
      description={t('Nothing leaves this machine until you send it.')}
      onClose={onClose}
    >
      <div className={styles.body}>
        <section>
          <h3 className={styles.heading}>{t('A link')}</h3>
          <div className={styles.link}>
            <input
              className={field.text}
              aria-label={t('Link to this graph')}
              readOnly
              value={link}
              onFocus={(event) => event.target.select()}
            />
            <Button tone="primary" icon={Copy} onClick={() => void copy()}>
              {copied ? t('Copied') : t('Copy link')}
            </Button>
          </div>
          <p className={styles.quiet}>
            {t('The whole graph is in the link, {length} characters: no server keeps it or sees it.', {
              length: formatCount(link.length),
            })}
            {link.length > SAFE_LENGTH &&
              t(' Some chat programs cut links this long: a picture or a file is safer.')}
          </p>
        </section>
        <section>
          <h3 className={styles.heading}>{t('A picture or a file')}</h3>
          <div className={styles.ways}>
            <Button icon={ImageDown} onClick={() => savePng(document).catch(report)}>
              {t('PNG picture')}
            </Button>
            <Button icon={FileImage} onClick={() => saveSvg(document)}>
              {t('SVG picture')}
            </Button>
            <Button icon={FileJson} onClick={saveFile}>
              {t('Graph file')}
            </Button>
          </div>
          <p className={styles.quiet}>
            {t(
              'The pictures carry the graph: dropped on the editor, they open it. Many websites strip that from pictures; in a message, send them as files.',
            )}
          </p>
        </section>
        {missing.length > 0 && (
          <section>
            <h3 className={styles.heading}>{t('Not in a link, picture or file')}</h3>
            <LoadList loads={missing} />
          </section>
        )}
        <BundleSection document={document} />
      </div>
    </Dialog>
  );
}
