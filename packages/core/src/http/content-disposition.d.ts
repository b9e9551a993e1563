/** The package has no types of its own. */
declare module 'content-disposition' {
  interface ContentDispositionOptions {
    readonly type?: 'attachment' | 'inline';
    readonly fallback?: string;
  }
  function contentDisposition(filename?: string, options?: ContentDispositionOptions): string;
  export default contentDisposition;
}
