import { bytesAccess } from '../../data/import/source';
import type { DownloadInfo, KeptPieces } from './kept-pieces';

/** Where nothing can be stored: a download lives as long as its import. */
export function piecesInMemory(): KeptPieces {
  let known: DownloadInfo | undefined;
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  const bytes = () => pieces.reduce((sum, piece) => sum + piece.length, 0);
  return {
    info: async () => known,
    async note(info) {
      known = info;
    },
    bytes: async () => bytes(),
    async append(piece) {
      pieces.push(piece.slice());
    },
    async access() {
      const all = new Uint8Array(bytes());
      let at = 0;
      for (const piece of pieces) {
        all.set(piece, at);
        at += piece.length;
      }
      return bytesAccess(all);
    },
    async remove() {
      known = undefined;
      pieces = [];
    },
    touch: async () => undefined,
  };
}
