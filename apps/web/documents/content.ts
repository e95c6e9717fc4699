import { type DocumentJson, fileDocument, openDocument } from '#contracts';
import { address, networkProblem, replyOf } from '../call.js';

type Named = Readonly<{ patientId: string; documentId: string }>;

/** A large photo over a slow line takes minutes; one that stands still for so long has broken off. */
const STANDS_STILL_MS = 60_000;

/**
 * Sends the file of a paper. Sent again, it is the same paper.
 *
 * @param onProgress hears how much has left, from 0 to 1; fetch cannot tell
 * @throws `ProblemError`
 */
export function sendContent(named: Named, file: Blob, onProgress: (share: number) => void): Promise<DocumentJson> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    const lost = () => failed(networkProblem('unreachable'));
    let still = setTimeout(() => request.abort(), STANDS_STILL_MS);
    const moved = () => {
      clearTimeout(still);
      still = setTimeout(() => request.abort(), STANDS_STILL_MS);
    };
    request.upload.onprogress = ({ loaded, total }) => {
      moved();
      onProgress(total ? loaded / total : 0);
    };
    request.onload = () => {
      try {
        const { status, responseText } = request;
        done(replyOf({ ok: status >= 200 && status < 300, status }, responseText) as DocumentJson);
      } catch (error) {
        failed(error instanceof Error ? error : new Error(String(error)));
      }
    };
    request.onerror = lost;
    request.onabort = lost;
    request.onloadend = () => clearTimeout(still);
    request.open('PUT', address(fileDocument.path, { params: named }));
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.send(file);
  });
}

/** The file of a paper, in memory of this page and nowhere else. @throws `ProblemError` */
export async function fetchContent(named: Named): Promise<Blob> {
  const url = address(openDocument.path, { params: named });
  const response = await fetch(url, { credentials: 'same-origin' }).catch(() => Promise.reject(networkProblem('unreachable')));
  if (!response.ok) replyOf(response, await response.text());
  return response.blob().catch(() => Promise.reject(networkProblem('unreachable')));
}

/** Hands a file to the device, which opens it with what it has for files of its kind. */
export function saveAs(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
