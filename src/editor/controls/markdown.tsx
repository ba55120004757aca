import ReactMarkdown from 'react-markdown';
import styles from './markdown.module.css';

/** Markdown of templates, help and notes. Raw HTML in it is shown as text, links open elsewhere. */
export function Markdown({ text }: { readonly text: string }) {
  return (
    <div className={styles.markdown}>
      <ReactMarkdown
        components={{
          a: ({ href, children }) => (
            <a href={href} target="_blank" rel="noreferrer" className="nodrag">
              {children}
            </a>
          ),
          // A picture from elsewhere would tell its server who reads this: show its text only.
          img: ({ alt }) => <em>{alt}</em>,
        }}
      >
        {text.trim()}
      </ReactMarkdown>
    </div>
  );
}
