package co.getanswers.triage;

import co.getanswers.policy.Category;
import java.util.EnumMap;
import java.util.Map;

/** Words that tell what a message is about. */
final class TopicLexicon {
    /** In the order that decides between equals; internal has no words, it goes by the sender's domain. */
    static final Map<Category, Phrases> WORDS = new EnumMap<>(Map.of(
            Category.FINANCE,
            RiskLexicon.MONEY.and(Phrases.of(
                    "tax|taxes|vat, accounting|accountant, expenses|expense, budget, bank, bookkeeping",
                    "steuer*, buchhaltung*, umsatzsteuer*, finanz*, konto|kontoauszug*, impot*, tva, comptab*, banque",
                    "impuesto*, iva, contabilidad, banco, tasse, contabilita, belasting*, boekhouding")),
            Category.LEGAL,
            RiskLexicon.LEGAL.and(RiskLexicon.LEGAL_THREAT),
            Category.HR,
            Phrases.of(
                    "vacation, annual|sick|parental|maternity leave, leave request, payroll, payslip|payslips, salary",
                    "job application|offer, application for, applying ..6 position|role|job, candidate*, cv|resume",
                    "curriculum vitae, job interview, onboarding, hiring, recruit*, employment, human resources, hr",
                    "performance review, cover letter",
                    "urlaub*, krankmeldung*, krankschreibung*, bewerbung*, bewerbe, lebenslauf, vorstellungsgesprach*",
                    "gehalt*, arbeitsvertrag*, personalabteilung, kandidat*, stellenanzeige*, elternzeit",
                    "conges, candidature*, candidat*, entretien d embauche, salaire*, fiche de paie, ressources humaines",
                    "contrat de travail, rh",
                    "vacaciones, nomina|nominas, recursos humanos, entrevista de trabajo, contratacion, baja medica",
                    "rrhh, ferie, assunzione, sollicitatie, vakantie"),
            Category.PARTNER,
            Phrases.of(
                    "partnership*, partner|partners, reseller*, collaborat*, cooperation, joint venture, supplier*, vendor*",
                    "distributor*, sponsor*, affiliate*",
                    "partnerschaft*, kooperation*, zusammenarbeit, lieferant*, vertriebspartner*",
                    "partenariat*, partenaire*, collaboration, fournisseur*, distributeur*, revendeur*",
                    "colaboracion*, alianza*, socio|socios, proveedor*, distribuidor*, collaborazione, fornitore",
                    "samenwerking, leverancier*, parceria"),
            Category.CLIENT,
            Phrases.of(
                    "order|orders, quote|quotation, offer, proposal, support, customer*, client|clients, delivery, product",
                    "demo, project, feature, ticket, complaint, subscription, trial, renewal",
                    "angebot*, bestellung*, auftrag*, kunde|kunden|kundin, lieferung*, produkt*, reklamation*, anfrage*",
                    "projekt*, beschwerde*",
                    "commande*, devis, livraison*, cliente*, offre, produit*, reclamation*, projet",
                    "pedido*, presupuesto*, oferta*, entrega*, producto*, reclamacion*, proyecto*, consulta*",
                    "ordine|ordini, preventivo, consegna, bestelling, offerte, levering, encomenda")));

    private TopicLexicon() {}
}
