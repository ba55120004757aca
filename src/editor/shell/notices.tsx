import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { Button, IconButton } from '../controls/button';
import { t, translated } from '../language/t';
import { useEditor } from '../store/editor-store';
import { dismissNotice } from '../store/notices';
import styles from './notices.module.css';

const ICONS = { info: Info, error: CircleAlert, success: CircleCheck } as const;

export function Notices() {
  const notices = useEditor((state) => state.notices);
  return (
    <div className={styles.stack} role="status" aria-live="polite">
      {notices.map(({ id, tone, text, detail, action }) => {
        const Icon = ICONS[tone];
        return (
          <div key={id} className={styles.notice} data-tone={tone}>
            <Icon size={17} aria-hidden />
            <div className={styles.text}>
              <p>{translated(text)}</p>
              {detail && <p className={styles.detail}>{translated(detail)}</p>}
              {action && (
                <Button
                  className={styles.action}
                  onClick={() => {
                    dismissNotice(id);
                    action.run();
                  }}
                >
                  {action.label}
                </Button>
              )}
            </div>
            <IconButton icon={X} size={14} label={t('Dismiss')} onClick={() => dismissNotice(id)} />
          </div>
        );
      })}
    </div>
  );
}
