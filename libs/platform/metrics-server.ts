import { createServer, type Server } from 'node:http';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ClinicGauges } from './clinic-gauges.js';
import { Config } from './config.js';
import { Log } from './log.js';
import { Metrics } from './metrics.js';

/** `GET /metrics` on a port of its own, which the world never sees. Nothing at all without METRICS_PORT. */
@Injectable()
export class MetricsServer implements OnApplicationBootstrap, OnApplicationShutdown {
  private server: Server | undefined;

  constructor(
    private readonly config: Config,
    private readonly metrics: Metrics,
    private readonly clinic: ClinicGauges,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.metrics) return;
    const { port, host } = this.config.metrics;
    this.metrics.start();
    this.clinic.declare();
    this.server = createServer((request, response) => {
      const isAsked = request.method === 'GET' && request.url === '/metrics';
      if (!isAsked) return void response.writeHead(404).end();
      this.answer().then(
        (text) => response.writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text),
        (error: unknown) => {
          this.log.failure('metrics failed', error);
          response.writeHead(500).end();
        },
      );
    });
    this.server.on('error', (error) => this.log.failure('METRICS_PORT cannot be used', error, { port })); // alarms matter more than their numbers
    this.server.listen(port, host, () => this.log.info('metrics', { port: (this.server!.address() as { port: number }).port }));
  }

  onApplicationShutdown(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }

  private async answer(): Promise<string> {
    await this.clinic.refresh();
    return this.metrics.text();
  }
}
