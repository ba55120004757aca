import 'react';

declare module 'react' {
  interface InputHTMLAttributes<T> {
    /** Lets the picker choose a folder; not in React's types because it is in no standard. */
    webkitdirectory?: string | undefined;
  }
}
