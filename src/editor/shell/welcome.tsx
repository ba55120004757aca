import { Play, X } from 'lucide-react';
import { IconButton } from '../controls/button';
import { t } from '../language/t';
import { useEditor } from '../store/editor-store';
import styles from './welcome.module.css';

/** On the first visit: the one thing to do. */
export function Welcome() {
  const show = useEditor((state) => state.showWelcome);
  if (!show) return null;
  return (
    <section className={styles.welcome} aria-label={t('Welcome')}>
      <span className={styles.play}>
        <Play size={16} aria-hidden />
      </span>
      <div>
        <h2>{t('Welcome. Press Run.')}</h2>
        <p>
          {t(
            'This graph teaches a pretrained network to sort emoji. It trains here, in your browser, in well under a minute. Click a node to see what it does.',
          )}
        </p>
      </div>
      <IconButton icon={X} label={t('Dismiss')} onClick={() => useEditor.setState({ showWelcome: false })} />
    </section>
  );
}
