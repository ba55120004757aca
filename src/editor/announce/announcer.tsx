import { useEffect, useState } from 'react';
import { t } from '../language/t';
import { useEditor } from '../store/editor-store';
import { announcementOf } from './announcement';

/** What follows on each other within this time is told in one go. */
const GATHER_MS = 400;

/** Tells screen readers what others see happen: runs, problems, undo, what was added and deleted. */
export function Announcer() {
  const [text, setText] = useState('');
  useEffect(() => {
    let gathered: string[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = useEditor.subscribe((now, before) => {
      const told = announcementOf(now, before);
      if (told === undefined) return;
      gathered.push(told);
      clearTimeout(timer);
      timer = setTimeout(() => {
        setText(gathered.join(' '));
        gathered = [];
      }, GATHER_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
  return (
    <div
      className="visually-hidden"
      role="log"
      aria-label={t('What happened')}
      aria-live="polite"
      aria-atomic
    >
      {text}
    </div>
  );
}
