package co.getanswers.schema.dev.generate;

import co.getanswers.platform.References;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.util.UUID;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.type.SqlTypes;

/** A table as it was, and as it is after one change each. */
final class Parcels {
    private Parcels() {}

    @MappedSuperclass
    abstract static class Common {
        @Id
        UUID id;

        @Column(length = 20)
        String label;

        @Column(name = "depot_id")
        UUID depotId;
    }

    @MappedSuperclass
    abstract static class Weighed extends Common {
        int weight;
    }

    @Entity
    @Table(name = "depots")
    static class Depot {
        @Id
        UUID id;

        String city;
    }

    @Entity
    @Table(name = "parcels")
    static class Parcel extends Weighed {}

    @Entity
    @Table(name = "parcels")
    static class WithColumn extends Weighed {
        String note;
    }

    @Entity
    @Table(name = "parcels")
    static class Retyped extends Common {
        long weight;
    }

    @Entity
    @Table(name = "parcels")
    static class RetypedOtherwise extends Common {
        @Column(nullable = false)
        String weight;
    }

    @Entity
    @Table(name = "parcels")
    static class Lengthened {
        @Id
        UUID id;

        @Column(length = 40)
        String label;

        @Column(name = "depot_id")
        UUID depotId;

        int weight;
    }

    @Entity
    @Table(name = "parcels")
    static class Required {
        @Id
        UUID id;

        @Column(length = 20, nullable = false)
        String label;

        @Column(name = "depot_id")
        UUID depotId;

        int weight;
    }

    @Entity
    @Table(name = "parcels", uniqueConstraints = @UniqueConstraint(name = "uq_parcels_label", columnNames = "label"))
    static class Unique extends Weighed {}

    @Entity
    @Table(name = "parcels", indexes = @Index(name = "ix_parcels_label", columnList = "label desc, weight"))
    static class Indexed extends Weighed {}

    @Entity
    @Table(name = "parcels", indexes = @Index(name = "ix_parcels_label", columnList = "label", unique = true))
    static class IndexedUnique extends Weighed {}

    @Entity
    @Table(
            name = "parcels",
            indexes = @Index(name = "ix_parcels_label", columnList = "label", options = "where weight > 20"))
    static class IndexedPartly extends Weighed {}

    @Entity
    @Table(
            name = "parcels",
            indexes =
                    @Index(
                            name = "ix_parcels_label",
                            columnList = "(lower(coalesce(label, 'none, yet')))",
                            unique = true,
                            options = "where weight > 20"))
    static class IndexedByExpression extends Weighed {}

    @Entity
    @Table(name = "parcels")
    static class Referring {
        @Id
        UUID id;

        @Column(length = 20)
        String label;

        @References(table = "depots", onDelete = OnDeleteAction.SET_NULL)
        @Column(name = "depot_id")
        UUID depotId;

        int weight;
    }

    @Entity
    @Table(name = "parcels")
    static class ReferringToDelete {
        @Id
        UUID id;

        @Column(length = 20)
        String label;

        @References(table = "depots")
        @Column(name = "depot_id")
        UUID depotId;

        int weight;
    }

    @Entity
    @Table(
            name = "parcels",
            check = @CheckConstraint(name = "ck_parcels_weight", constraint = "weight > 0 and label <> ''"))
    static class Checked extends Weighed {}

    @Entity
    @Table(name = "parcels")
    static class WithDefault extends Common {
        @ColumnDefault("1")
        int weight;
    }

    @Entity
    @Table(name = "parcels")
    static class OfKind extends Weighed {
        @Enumerated(EnumType.STRING)
        @Column(length = 10)
        Before.Kind kind;
    }

    @Entity
    @Table(name = "parcels")
    static class OfMoreKinds extends Weighed {
        @Enumerated(EnumType.STRING)
        @Column(length = 10)
        After.Kind kind;
    }

    @Entity
    @Table(name = "parcels")
    static class OfNamedKind extends Weighed {
        @JdbcTypeCode(SqlTypes.NAMED_ENUM)
        @ColumnDefault("'BOX'")
        @Column(nullable = false)
        Before.Kind kind;
    }

    @Entity
    @Table(name = "parcels")
    static class OfMoreNamedKinds extends Weighed {
        @JdbcTypeCode(SqlTypes.NAMED_ENUM)
        @ColumnDefault("'BOX'")
        @Column(nullable = false)
        After.Kind kind;
    }

    @Entity
    @Table(name = "parcels", indexes = @Index(name = "ix_parcels_title", columnList = "title"))
    static class Retitled {
        @Id
        UUID id;

        @Column(length = 20)
        String title;

        @Column(name = "depot_id")
        UUID depotId;

        int weight;
    }

    @Entity
    @Table(name = "packages")
    static class Renamed extends Weighed {}

    static final class Before {
        enum Kind {
            LETTER,
            BOX
        }
    }

    static final class After {
        enum Kind {
            LETTER,
            TUBE,
            BOX
        }
    }
}
