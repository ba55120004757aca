import ReactMarkdown from 'react-markdown';

/** The part of `Markdown` that reads it: large, so it comes after the first paint. */
export default function MarkdownText({ text }: { readonly text: string }) {
  return (
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
      {text}
    </ReactMarkdown>
  );
}
