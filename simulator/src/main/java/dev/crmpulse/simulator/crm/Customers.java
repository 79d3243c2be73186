package dev.crmpulse.simulator.crm;

import java.util.ArrayList;
import java.util.List;

/** Who bought lately: the ones that come again, refer others and are asked twice a year. */
final class Customers {
    private static final int KEPT = 200;
    private static final int AT_THE_START = 60;
    private static final int FIRST_NEW_NUMBER = 1000;

    private final List<Customer> known = new ArrayList<>();
    private int oldest;

    Customers(Staff staff, SeededRandom random) {
        Weighted<String> tiers = Weighted.of(List.of("high", "mid", "low"), 15, 35, 50);
        for (int number = 1; number <= AT_THE_START; number++) {
            Rep owner = staff.pick(random.oneOf(staff.teams()).region(), random);
            known.add(Customer.of("C-" + number, tiers.draw(random), owner, Customer.USUAL_CONTENTMENT));
        }
    }

    /** The id of a customer who comes for the first time, with the lead of this number. */
    static String newId(int leadNumber) {
        return "C-" + (FIRST_NEW_NUMBER + leadNumber);
    }

    /** Keeps a customer in place of the one who bought longest ago. */
    void add(Customer customer) {
        if (known.size() < KEPT) {
            known.add(customer);
        } else {
            known.set(oldest, customer);
            oldest = (oldest + 1) % KEPT;
        }
    }

    Customer any(SeededRandom random) {
        return random.oneOf(known);
    }

    List<Customer> all() {
        return List.copyOf(known);
    }
}
