import { useEffect, useState } from 'react';
import { t } from '../language/t';
import { setTitle } from '../store/edit';
import { useEditor } from '../store/editor-store';
import styles from './top-bar.module.css';

export function GraphTitle() {
  const title = useEditor((state) => state.history.present.title);
  const [text, setText] = useState(title);
  useEffect(() => {
    setText(title);
    document.title = `${title} · Graft`;
  }, [title]);
  return (
    <>
      <h1 className="visually-hidden">{t('{title}, a graph in Graft', { title })}</h1>
      <input
        className={styles.title}
        aria-label={t('Title of the graph')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => text !== title && setTitle(text)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') setText(title);
        }}
      />
    </>
  );
}
