import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Metrics } from '#platform';
import { LiveRooms } from '../sessions/live-rooms.js';

/** Times every request by the template of its route, never by its address, which holds ids; and counts the sessions that are watched. */
export function measure(app: NestFastifyApplication): void {
  const observe = app
    .get(Metrics)
    .durations('http_request_seconds', 'Requests, from the first byte to the last of the answer.', ['method', 'route', 'status']);
  app.get(Metrics).gauge('live_rooms', 'Sessions that screens of this process show.', () => app.get(LiveRooms).size);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onResponse', async (request, reply) => {
      const status = `${Math.floor(reply.statusCode / 100)}xx`;
      const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
      observe({ method: request.method, route, status }, reply.elapsedTime / 1_000);
    });
}
