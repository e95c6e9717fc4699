import type { DoseView, ProposalView, RequestView, SignatureView, VersionView } from '#contracts';
import { differenceOf } from './domain/difference.js';
import type { ProposalRow } from './proposal.repository.js';
import type { ShownDose } from './protocol.repository.js';
import type { RequestRow } from './request.repository.js';
import type { SignatureRow } from './signature.repository.js';
import type { VersionRow } from './version.repository.js';

export type Named = (id: string) => string | null;
type Among = Readonly<{ signatures: readonly SignatureRow[]; named: Named }>;
const toSignature = ({ signerId, signedAt, text, standing }: SignatureRow, named: Named): SignatureView => ({
  ...{ signerName: named(signerId), signedAt: signedAt.toISOString(), text, standing },
});

export function toVersion(row: VersionRow, before: VersionRow | undefined, { signatures, named }: Among): VersionView {
  const { id: versionId, number, state, revision, template, content } = row;
  const said = (version: VersionRow | undefined) =>
    version && { template: version.template, plan: version.plan, ...version.content };
  return {
    ...{ versionId, number, state, revision, template, content },
    ...{ editedByName: named(row.editedBy), editedAt: row.editedAt.toISOString() },
    signatures: signatures.filter((signature) => signature.versionId === versionId).map((one) => toSignature(one, named)),
    changes: before ? differenceOf(said(before), said(row)) : [],
  };
}

export function toDose(dose: ShownDose, proposals: readonly ProposalRow[], among: Among & { callerId: string }): DoseView {
  const { id: doseLineId, number, state, doseMg, unlockedAt, takenAt } = dose;
  return {
    ...{ doseLineId, number, state, doseMg, isUnlocked: unlockedAt !== null, takenAt: takenAt?.toISOString() ?? null },
    proposals: proposals.filter((row) => row.doseLineId === doseLineId).map((row) => toProposal(row, among)),
  };
}

function toProposal(row: ProposalRow, { signatures, named, callerId }: Among & { callerId: string }): ProposalView {
  const { id: proposalId, state, doseMg, priorMg, signaturesNeeded, findings, reason } = row;
  const own = signatures.filter((signature) => signature.proposalId === proposalId);
  return {
    ...{ proposalId, state, doseMg, priorMg, signaturesNeeded, findings: [...findings], reason },
    ...{ proposedByName: named(row.proposedBy), proposedAt: row.proposedAt.toISOString() },
    signatures: own.map((signature) => toSignature(signature, named)),
    hasOwnSignature: own.some(({ signerId }) => signerId === callerId),
  };
}

export const toRequest = (
  { id: requestId, wish, reason, askedBy, askedAt, answeredAt }: RequestRow,
  named: Named,
): RequestView => ({
  ...{ requestId, wish, reason, askedByName: named(askedBy) },
  ...{ askedAt: askedAt.toISOString(), answeredAt: answeredAt?.toISOString() ?? null },
});
