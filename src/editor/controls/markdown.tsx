import { Suspense } from 'react';
import { soon } from '../loading/soon';
import styles from './markdown.module.css';

const MarkdownText = soon(() => import('./markdown-text').then((all) => all.default));

/** Markdown of templates, help and notes. Raw HTML in it is shown as text, links open elsewhere. */
export function Markdown({ text }: { readonly text: string }) {
  const trimmed = text.trim();
  return (
    <div className={styles.markdown}>
      <Suspense fallback={<p className={styles.unread}>{trimmed}</p>}>
        <MarkdownText text={trimmed} />
      </Suspense>
    </div>
  );
}
