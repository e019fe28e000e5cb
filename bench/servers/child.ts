/**
 * The child's side of a reference server: starts it, tells the parent its port, ends with the parent.
 * It must never outlive the bench that forked it.
 */

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

export interface ListeningMessage {
  readonly listening: number;
}

export async function serveParent(start: () => Promise<RunningServer>): Promise<void> {
  const server = await start();
  // The parent ends us with SIGTERM; should it die instead, the channel closes.
  const end = (): void => {
    void server.close().finally(() => process.exit(0));
  };
  process.once('SIGTERM', end);
  process.once('disconnect', end);
  // Ctrl-C reaches the whole group; the parent decides the order in which things end.
  process.on('SIGINT', () => undefined);
  const message: ListeningMessage = { listening: server.port };
  process.send?.(message);
}
