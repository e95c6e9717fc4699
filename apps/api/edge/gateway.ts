import { applyDecorators, UseFilters } from '@nestjs/common';
import { WebSocketGateway } from '@nestjs/websockets';
import { ProblemAckFilter } from './problem-ack.filter.js';

/** A socket gateway whose every event is acknowledged, also when it fails. Settings of the server: `SocketAdapter`. */
export const Gateway = () => applyDecorators(WebSocketGateway(), UseFilters(ProblemAckFilter));
