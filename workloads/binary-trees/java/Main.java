public final class Main {
    private record Node(Node left, Node right) {
        static Node of(int depth) {
            return depth == 0 ? new Node(null, null) : new Node(of(depth - 1), of(depth - 1));
        }

        int count() {
            return left == null ? 1 : 1 + left.count() + right.count();
        }
    }

    public static void main(String[] args) {
        int depth = Integer.parseInt(args[0]);
        Node kept = Node.of(depth);
        for (int each = 4; each <= depth; each += 4) {
            int trees = 1 << (depth - each);
            int nodes = 0;
            for (int i = 0; i < trees; i++) nodes += Node.of(each).count();
            System.out.println(trees + " " + each + " " + nodes);
        }
        System.out.println("1 " + depth + " " + kept.count());
    }
}
